//! What is published is scripts, because a page that was opened from a folder can load nothing else: each is one call that
//! hands packed bytes to the loader (FORMAT.md).
//!
//! Takes bytes, gives the text of a script. The only place that knows how bytes are packed.

use std::cell::RefCell;
use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use zlib_rs::{Deflate, DeflateConfig, DeflateFlush, Status, compress_bound};

use crate::memo::ContentHash;

thread_local! {
    /// What packs, and room for what is packed. A thread uses one for all its files: making another costs more than packing most of them.
    static PACKER: RefCell<(Deflate, Vec<u8>)> = RefCell::new((Deflate::new_with_config(CONFIG), Vec::new()));
}

/// The level below packs 1.5% smaller in less time, but a packer that was used before packs parts otherwise than a new one: a warm build
/// would differ from a cold one. A new packer for each file takes the time again.
const CONFIG: DeflateConfig = DeflateConfig {
    level: 9,
    method: zlib_rs::Method::Deflated,
    window_bits: -15,
    mem_level: 9,
    strategy: zlib_rs::Strategy::Default,
};

/// Bytes in parts, each of a kind of its own, deflated as one. The same for the same bytes, on every machine.
pub fn pack(parts: &[Vec<u8>]) -> Arc<[u8]> {
    PACKER.with_borrow_mut(|(deflate, room)| {
        deflate.reset();
        // A little more for each part than the bound, which is meant for other settings.
        let most: usize = parts.iter().map(|part| compress_bound(part.len()) + 64).sum();
        room.resize(room.len().max(most), 0);
        // A block has a code of its own: what is of one kind is written more shortly alone.
        let blocks = parts.iter().filter(|part| !part.is_empty()).map(|part| (&**part, DeflateFlush::Block));
        let all = blocks.chain([(&[][..], DeflateFlush::Finish)]);
        let mut length = 0;
        for (part, flush) in all {
            let done = deflate.compress(part, room.get_mut(length..).unwrap_or_default(), flush);
            length = usize::try_from(deflate.total_out()).unwrap_or(0);
            // There is room for every input, so that nothing else can come of it.
            if done != Ok(if flush == DeflateFlush::Finish { Status::StreamEnd } else { Status::Ok }) {
                return Arc::default();
            }
        }
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
        let config = zlib_rs::InflateConfig { window_bits: -15 };
        let (unpacked, code) = zlib_rs::decompress_slice(&mut room, packed, config);
        assert_eq!(code, zlib_rs::ReturnCode::Ok);
        unpacked.to_vec()
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
    fn parts_of_different_kinds_pack_better_apart() {
        // Values that no place foretells, and others.
        let bytes = noise(12_000);
        let (one, two) = bytes.split_at(6000);
        let part =
            |bytes: &[u8], start: u8| -> Vec<u8> { bytes.iter().map(|byte| start + (byte & byte >> 4)).collect() };
        let (one, two) = (part(one, 0), part(two, 16));
        let mixed: Vec<u8> = one.iter().zip(&two).flat_map(|(one, two)| [*one, *two]).collect();
        let (apart, together) = (pack(&[one, two]).len(), pack(&[mixed]).len());
        assert!(apart * 20 < together * 19, "{apart} {together}");
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
