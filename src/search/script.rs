//! What is published is scripts, because a page that was opened from a folder can load nothing else: each is one call that
//! hands packed bytes to the loader (FORMAT.md).
//!
//! Takes bytes, gives the text of a script. The only place that knows how bytes are packed.

use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use zlib_rs::{DeflateConfig, ReturnCode, compress_bound, compress_slice};

use crate::memo::ContentHash;

/// Bytes, deflated and written in base 64. The same for the same bytes, on every machine.
pub fn pack(bytes: &[u8]) -> String {
    let config = DeflateConfig { level: 9, window_bits: -15, mem_level: 9, ..DeflateConfig::default() };
    // A little more than the bound, which is meant for other settings.
    let mut room = vec![0; compress_bound(bytes.len()) + 64];
    let (packed, code) = compress_slice(&mut room, bytes, config);
    // There is room for every input, so that nothing else can come of it.
    if code == ReturnCode::Ok { STANDARD_NO_PAD.encode(packed) } else { String::new() }
}

/// A script that hands over a file: its name, the stamp of the build that it belongs to, its packed bytes.
pub fn script(name: &str, stamp: &str, packed: &str) -> Vec<u8> {
    ["chapterhouseSearch(\"", name, "\",\"", stamp, "\",\"", packed, "\")\n"].concat().into_bytes()
}

/// The stamp of what a hash stands for: eight digits, by which a file of another build is told.
pub fn stamp(hash: ContentHash) -> String {
    hash.hex().chars().take(8).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_length_is_packed() {
        for length in [0, 1, 100, 70_000] {
            let bytes: Vec<u8> = (0_u32..length).map(|at| (at.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
            let packed = STANDARD_NO_PAD.decode(pack(&bytes)).unwrap();
            let mut room = vec![0; bytes.len() + 1];
            let config = zlib_rs::InflateConfig { window_bits: -15 };
            let (unpacked, code) = zlib_rs::decompress_slice(&mut room, &packed, config);
            assert_eq!((&*unpacked, code), (bytes.as_slice(), ReturnCode::Ok));
        }
    }

    #[test]
    fn a_script_is_one_call() {
        assert_eq!(script("now/t3", "01ab", "AA"), b"chapterhouseSearch(\"now/t3\",\"01ab\",\"AA\")\n");
    }
}
