//! The program: hands what was typed to the command line room, and its exit code to the system.

use std::process::ExitCode;

/// Pages are made on every core at once, in many small pieces.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    chapterhouse::cli::run::run(std::env::args_os())
}
