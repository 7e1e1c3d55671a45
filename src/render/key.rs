//! The hash of everything that a page shows, and values that many pages share.

use std::hash::{Hash, Hasher};
use std::sync::Arc;

use serde::{Serialize, Serializer};

use crate::memo::{ContentHash, KeyHasher};

/// A part of a view that many pages have in common: made and hashed once.
#[derive(Clone, Debug)]
pub struct Shared<T> {
    value: Arc<T>,
    key: ContentHash,
}

impl<T: Hash> Shared<T> {
    /// A value to be shared.
    pub fn new(value: T) -> Self {
        let mut hasher = KeyHasher::default();
        value.hash(&mut hasher);
        Shared { value: Arc::new(value), key: hasher.key() }
    }
}

impl<T> std::ops::Deref for Shared<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

impl<T: Hash + Default> Default for Shared<T> {
    fn default() -> Self {
        Shared::new(T::default())
    }
}

impl<T> PartialEq for Shared<T> {
    fn eq(&self, other: &Self) -> bool {
        self.key == other.key
    }
}

impl<T> Eq for Shared<T> {}

impl<T> Hash for Shared<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write(self.key.bytes());
    }
}

impl<T: Serialize> Serialize for Shared<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.value.serialize(serializer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_values_have_equal_keys() {
        assert_eq!(Shared::new(vec!["a"]), Shared::new(vec!["a"]));
        assert_ne!(Shared::new(vec!["a", "b"]), Shared::new(vec!["ab"]));
    }
}
