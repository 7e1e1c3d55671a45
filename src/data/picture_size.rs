//! How large a picture is, so that a page keeps its place before it is loaded and nothing moves when it comes.
//!
//! Takes a file's name and bytes, gives width and height in pixels, or nothing where they are not known for sure: a page may
//! leave the place open, and must not keep a wrong one. Reads the heads of files alone; knows no page.

/// The width and height of a picture, in CSS pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PictureSize {
    /// How wide it is.
    pub width: u32,
    /// How high it is.
    pub height: u32,
}

/// The most that is believed: what is larger is a damaged head.
const LARGEST: u32 = 100_000;

/// The size of a picture, by the file's name and its bytes.
pub fn picture_size(name: &str, bytes: &[u8]) -> Option<PictureSize> {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
    let (width, height) = match ending.as_str() {
        "svg" => svg_size(bytes)?,
        // A camera may say in there that the picture is to be turned, and browsers turn it.
        "jpg" | "jpeg" if has_camera_data(bytes) => return None,
        "png" | "jpg" | "jpeg" | "gif" | "webp" | "avif" | "ico" => {
            let size = imagesize::blob_size(bytes).ok()?;
            (u32::try_from(size.width).ok()?, u32::try_from(size.height).ok()?)
        }
        _ => return None,
    };
    let known = 1..=LARGEST;
    (known.contains(&width) && known.contains(&height)).then_some(PictureSize { width, height })
}

/// Whether a JPEG has data in the form of cameras (Exif), which stand before the picture.
fn has_camera_data(bytes: &[u8]) -> bool {
    let head = bytes.get(..bytes.len().min(1 << 16)).unwrap_or(bytes);
    head.windows(6).any(|six| six == b"Exif\0\0")
}

/// The size that an SVG gives itself: numbers of pixels on its root. One that fits any place has none.
fn svg_size(bytes: &[u8]) -> Option<(u32, u32)> {
    let head = String::from_utf8_lossy(bytes.get(..bytes.len().min(1 << 14)).unwrap_or(bytes));
    let root = head.split("<svg").nth(1)?;
    let root = root.split('>').next()?;
    Some((pixels(root, "width")?, pixels(root, "height")?))
}

/// An attribute that is a number of pixels.
fn pixels(tag: &str, name: &str) -> Option<u32> {
    let value = tag.split_ascii_whitespace().find_map(|part| part.strip_prefix(name)?.strip_prefix('='))?;
    let value = value.strip_prefix(['"', '\''])?;
    let value = value.split(['"', '\'']).next()?;
    let number: f64 = value.strip_suffix("px").unwrap_or(value).parse().ok()?;
    // Of a part of a pixel nothing is seen.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the bounds are looked at first")]
    (number >= 1.0 && number <= f64::from(LARGEST)).then(|| number.round() as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn png(width: u32, height: u32) -> Vec<u8> {
        let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
        bytes.extend(width.to_be_bytes());
        bytes.extend(height.to_be_bytes());
        bytes.extend([8, 6, 0, 0, 0, 0, 0, 0, 0]);
        bytes
    }

    #[test]
    fn sizes_that_are_sure() {
        let size = |name: &str, bytes: &[u8]| picture_size(name, bytes).map(|size| (size.width, size.height));
        assert_eq!(size("a.PNG", &png(8000, 20)), Some((8000, 20)));
        assert_eq!(
            size("a.svg", b"<?xml?><svg viewBox='0 0 9 9' width=\"120px\" height='40.4'><g width='1'/>"),
            Some((120, 40))
        );
        assert_eq!(size("a.svg", b"<svg viewBox=\"0 0 9 9\">"), None);
        assert_eq!(size("a.svg", b"<svg width=\"100%\" height=\"50%\">"), None);
        assert_eq!(size("a.svg", b"<svg width=\"-5\" height=\"NaN\">"), None);
        assert_eq!(size("a.png", &png(0, 20)), None);
        assert_eq!(size("a.png", &png(u32::MAX, 20)), None);
        assert_eq!(size("a.pdf", &png(8, 20)), None);
        assert_eq!(size("a.jpg", b"\xff\xd8\xff\xe1\0\x10Exif\0\0MM"), None);
        for name in ["a.png", "a.jpg", "a.gif", "a.webp", "a.avif", "a.ico", "a.svg"] {
            let whole = png(3, 4);
            for length in 0..whole.len() {
                let _ = picture_size(name, &whole[..length]);
            }
        }
    }
}
