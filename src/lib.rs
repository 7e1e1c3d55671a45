#![doc = include_str!("ARCHITECTURE.md")]

pub mod diagnostics;
pub mod memo;
pub mod data;
pub mod config;
pub mod source;
pub mod parse;
pub mod model;
pub mod check;
pub mod render;
pub mod publish;
