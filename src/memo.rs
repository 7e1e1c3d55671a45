//! Remembers the results of pure calls by the hash of what they were given.
//!
//! Stages do not know that they are remembered: the pipeline wraps its calls. What one build did not use, the next
//! does not find: memory follows the manual and does not grow with the number of builds. Must not know what it holds.

use std::collections::HashMap;
use std::hash::Hasher;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

/// The hash of everything that a pure call was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ContentHash([u8; 32]);

impl ContentHash {
    /// The hash of some bytes.
    pub fn of(bytes: &[u8]) -> Self {
        ContentHash(*blake3::hash(bytes).as_bytes())
    }

    /// The hash of several hashes, in their order.
    pub fn of_all(parts: impl IntoIterator<Item = ContentHash>) -> Self {
        let mut hasher = blake3::Hasher::new();
        for part in parts {
            hasher.update(&part.0);
        }
        ContentHash(*hasher.finalize().as_bytes())
    }

    /// The hash's bytes.
    pub fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// The hash in lower-case hexadecimal digits.
    pub fn hex(&self) -> String {
        blake3::Hash::from_bytes(self.0).to_hex().to_string()
    }
}

/// Gathers what derives [`Hash`], and hashes it in one go: the same in every process, unlike the standard hashers.
#[derive(Default)]
pub struct KeyHasher(Vec<u8>);

impl KeyHasher {
    /// The hash of all that was gathered.
    pub fn key(&self) -> ContentHash {
        ContentHash::of(&self.0)
    }
}

impl Hasher for KeyHasher {
    fn finish(&self) -> u64 {
        self.key().bytes().iter().take(8).fold(0, |number, byte| (number << 8) | u64::from(*byte))
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0.extend_from_slice(bytes);
    }
}

const SHARDS: usize = 16;

struct Remembered<V> {
    value: Arc<V>,
    used_in: usize,
}

/// Results of one kind of pure call.
pub struct Memo<V> {
    shards: [Mutex<HashMap<ContentHash, Remembered<V>>>; SHARDS],
    build: AtomicUsize,
    made: AtomicUsize,
}

impl<V> Default for Memo<V> {
    fn default() -> Self {
        Memo {
            shards: std::array::from_fn(|_| Mutex::default()),
            build: AtomicUsize::new(0),
            made: AtomicUsize::new(0),
        }
    }
}

impl<V> Memo<V> {
    /// The result for `key`: remembered, or made now by `make` and remembered. Two threads that ask for the same key
    /// at once may both make it; both get equal results, because calls are pure.
    pub fn recall(&self, key: ContentHash, make: impl FnOnce() -> V) -> Arc<V> {
        let build = self.build.load(Ordering::Relaxed);
        let shard = self.shards.get(usize::from(key.0[0]) % SHARDS);
        let Some(shard) = shard else { return Arc::new(make()) };
        if let Some(found) = shard.lock().unwrap_or_else(PoisonError::into_inner).get_mut(&key) {
            found.used_in = build;
            return Arc::clone(&found.value);
        }
        let value = Arc::new(make());
        self.made.fetch_add(1, Ordering::Relaxed);
        let entry = Remembered { value: Arc::clone(&value), used_in: build };
        shard.lock().unwrap_or_else(PoisonError::into_inner).insert(key, entry);
        value
    }

    /// Ends a build: forgets what it did not use.
    pub fn forget_unused(&self) {
        let build = self.build.fetch_add(1, Ordering::Relaxed);
        for shard in &self.shards {
            shard.lock().unwrap_or_else(PoisonError::into_inner).retain(|_, entry| entry.used_in == build);
        }
    }

    /// Keeps a result for the next build, if it is remembered: for what is used only to make what is itself remembered.
    pub fn keep(&self, key: ContentHash) {
        let build = self.build.load(Ordering::Relaxed);
        let Some(shard) = self.shards.get(usize::from(key.0[0]) % SHARDS) else { return };
        if let Some(found) = shard.lock().unwrap_or_else(PoisonError::into_inner).get_mut(&key) {
            found.used_in = build;
        }
    }

    /// How many results were made in all.
    pub fn made(&self) -> usize {
        self.made.load(Ordering::Relaxed)
    }

    /// How many results are remembered.
    pub fn len(&self) -> usize {
        self.shards.iter().map(|shard| shard.lock().unwrap_or_else(PoisonError::into_inner).len()).sum()
    }

    /// Whether nothing is remembered.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn remembers_and_forgets_what_a_build_did_not_use() {
        let memo = Memo::default();
        let (a, b) = (ContentHash::of(b"a"), ContentHash::of(b"b"));
        memo.recall(a, || 1);
        memo.recall(b, || 2);
        memo.forget_unused();
        assert_eq!(*memo.recall(a, || unreachable!("remembered")), 1);
        memo.forget_unused();
        assert_eq!(memo.len(), 1);
        memo.keep(a);
        memo.keep(b);
        memo.forget_unused();
        assert_eq!((memo.len(), memo.made()), (1, 2));
        assert_eq!(*memo.recall(b, || 3), 3);
    }
}
