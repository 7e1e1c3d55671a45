//! Bytes for the browser: whole numbers of seven bits to a byte, texts with their length before them, sorted texts without
//! what each shares with the one before it.
//!
//! Takes values, gives bytes. `10-bytes.js` reads them.

/// Bytes that are being written.
#[derive(Debug, Default)]
pub struct Bytes {
    bytes: Vec<u8>,
}

impl Bytes {
    /// Writes a whole number: seven bits to a byte, the lowest first, the eighth bit where more follow.
    pub fn number(&mut self, mut number: u64) {
        while let Ok(low) = u8::try_from(number & 127)
            && number > 127
        {
            self.bytes.push(low | 128);
            number >>= 7;
        }
        self.bytes.push(u8::try_from(number).unwrap_or(127));
    }

    /// Writes how many there are.
    pub fn count(&mut self, count: usize) {
        self.number(count as u64);
    }

    /// Writes one byte.
    pub fn byte(&mut self, byte: u8) {
        self.bytes.push(byte);
    }

    /// Writes bytes as they are.
    pub fn raw(&mut self, bytes: &[u8]) {
        self.bytes.extend_from_slice(bytes);
    }

    /// Writes a text.
    pub fn text(&mut self, text: &str) {
        self.count(text.len());
        self.raw(text.as_bytes());
    }

    /// Writes texts, and not how many there are.
    pub fn texts<T: AsRef<str>>(&mut self, texts: impl IntoIterator<Item = T>) {
        for text in texts {
            self.text(text.as_ref());
        }
    }

    /// Writes a text that comes behind another in the order of bytes.
    pub fn after(&mut self, before: &[u8], text: &[u8]) {
        let shared = before.iter().zip(text).take_while(|(one, two)| one == two).count();
        self.count(shared);
        self.count(text.len() - shared);
        self.raw(text.get(shared..).unwrap_or_default());
    }

    /// Writes how many texts there are, and the texts, which are in the order of bytes.
    pub fn sorted<'t>(&mut self, texts: impl ExactSizeIterator<Item = &'t [u8]>) {
        self.count(texts.len());
        let mut before: &[u8] = &[];
        for text in texts {
            self.after(before, text);
            before = text;
        }
    }

    /// How many bytes were written.
    pub fn len(&self) -> usize {
        self.bytes.len()
    }

    /// Whether none were.
    pub fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }

    /// What was written.
    pub fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }
}

/// The shortest text that is behind `before` and not behind `next`, which is behind `before`.
pub fn separator<'t>(before: &[u8], next: &'t [u8]) -> &'t [u8] {
    let shared = before.iter().zip(next).take_while(|(one, two)| one == two).count();
    next.get(..=shared).unwrap_or(next)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_take_a_byte_for_seven_bits() {
        for (number, bytes) in [
            (0, &[0][..]),
            (127, &[127]),
            (128, &[128, 1]),
            (300, &[172, 2]),
            (u64::from(u32::MAX), &[255, 255, 255, 255, 15]),
        ] {
            let mut written = Bytes::default();
            written.number(number);
            assert_eq!(written.into_bytes(), bytes, "{number}");
        }
    }

    #[test]
    fn sorted_texts_share_beginnings() {
        let mut written = Bytes::default();
        written.sorted([&b"care"[..], b"carer", b"court"].into_iter());
        assert_eq!(written.into_bytes(), b"\x03\x00\x04care\x04\x01r\x01\x04ourt");
    }

    #[test]
    fn separators_are_short_and_separate() {
        for (before, next, between) in [("care", "court", "co"), ("care", "carer", "carer"), ("", "a", "a")] {
            assert_eq!(separator(before.as_bytes(), next.as_bytes()), between.as_bytes());
        }
    }
}
