//! The program: hands what was typed to the command line room, and its exit code to the system.

use std::process::ExitCode;

fn main() -> ExitCode {
    chapterhouse::cli::run::run(std::env::args_os())
}
