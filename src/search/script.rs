//! What is published is scripts, because a page that was opened from a folder can load nothing else: each is one call that
//! hands packed bytes to the loader (FORMAT.md).
//!
//! Takes bytes, gives the text of a script. The only place that knows how bytes are packed.

use std::cell::RefCell;
use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use libdeflater::{CompressionLvl, Compressor};

use crate::memo::ContentHash;

thread_local! {
    /// What packs, and room for what is to be packed and for what is. A thread uses one for all its files: what was packed before
    /// changes nothing of what comes after.
    static PACKER: RefCell<(Compressor, Vec<u8>, Vec<u8>)> = RefCell::new((Compressor::new(level()), Vec::new(), Vec::new()));
}

/// Level 9 packs 0.4% smaller and takes half as long again; 10, 2% and four times as long.
fn level() -> CompressionLvl {
    CompressionLvl::new(7).unwrap_or_default()
}

/// Bytes in parts, each of a kind of its own, deflated as one. The same for the same bytes.
pub fn pack(parts: &[Vec<u8>]) -> Arc<[u8]> {
    PACKER.with_borrow_mut(|(packer, whole, room)| {
        whole.clear();
        for part in parts {
            whole.extend_from_slice(part);
        }
        room.resize(room.len().max(packer.deflate_compress_bound(whole.len())), 0);
        // There is room for every input, so that nothing else can come of it.
        let length = packer.deflate_compress(whole, room).unwrap_or_default();
        Arc::from(room.get(..length).unwrap_or_default())
    })
}

/// A script that hands over a file: its name, the stamp of the build that it belongs to, its packed bytes in base 64.
pub fn script(name: &str, stamp: &str, packed: &[u8]) -> Vec<u8> {
    let head = ["chapterhouseSearch(\"", name, "\",\"", stamp, "\",\""].concat();
    let mut script = String::with_capacity(head.len() + packed.len().div_ceil(3) * 4 + 3);
    script.push_str(&head);
    STANDARD_NO_PAD.encode_string(packed, &mut script);
    script.push_str("\")\n");
    script.into_bytes()
}

/// The stamp of what a hash stands for: eight digits, by which a file of another build is told.
pub fn stamp(hash: ContentHash) -> String {
    hash.hex().chars().take(8).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unpacked(packed: &[u8], length: usize) -> Vec<u8> {
        let mut room = vec![0; length + 1];
        let unpacked = libdeflater::Decompressor::new().deflate_decompress(packed, &mut room).unwrap();
        room.truncate(unpacked);
        room
    }

    fn noise(length: u32) -> Vec<u8> {
        let mixed = |at: u32| (at ^ at >> 7).wrapping_mul(2_654_435_761);
        (0..length).map(|at| (mixed(mixed(at) >> 3) >> 24) as u8).collect()
    }

    #[test]
    fn every_length_is_packed() {
        for length in [0, 1, 100, 70_000, 5] {
            let bytes = noise(length);
            assert_eq!(unpacked(&pack(std::slice::from_ref(&bytes)), bytes.len()), bytes);
        }
        assert_eq!(unpacked(&pack(&[]), 0), b"");
    }

    #[test]
    fn parts_are_unpacked_as_one() {
        for lengths in [[0, 0, 0], [0, 7, 0], [3000, 1, 70_000], [70_000, 300, 0]] {
            let parts = lengths.map(noise);
            let whole = parts.concat();
            assert_eq!(unpacked(&pack(&parts), whole.len()), whole);
        }
    }

    #[test]
    fn what_was_packed_before_changes_nothing() {
        let text =
            |of: &str| vec![(0..400).flat_map(|at| format!("{of} {} ", at * at).into_bytes()).collect::<Vec<u8>>()];
        let (one, two) = (text("duty team"), text("visit"));
        let fresh = std::thread::spawn({
            let one = one.clone();
            move || pack(&one)
        });
        pack(&two);
        assert_eq!(pack(&one), fresh.join().unwrap());
    }

    #[test]
    fn a_script_is_one_call() {
        assert_eq!(script("now/t3", "01ab", &[0, 0, 1]), b"chapterhouseSearch(\"now/t3\",\"01ab\",\"AAAB\")\n");
    }
}
