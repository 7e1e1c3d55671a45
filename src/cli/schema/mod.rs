//! JSON Schemas, so that editors complete and check what authors write.

pub mod front_matter;
pub mod print;
pub mod registers;
pub mod site;
