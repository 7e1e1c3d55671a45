#![doc = include_str!("ARCHITECTURE.md")]

pub mod check;
pub mod cli;
pub mod config;
pub mod data;
pub mod diagnostics;
pub mod memo;
pub mod model;
pub mod parse;
pub mod pipeline;
pub mod publish;
pub mod render;
pub mod source;
