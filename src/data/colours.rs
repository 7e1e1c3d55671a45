//! Colours and how far apart two of them are for the eye. Takes and gives plain values; knows nothing of what is coloured.
//!
//! Luminance and contrast are those of the Web Content Accessibility Guidelines 2.2.

/// A colour on a screen: red, green and blue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Colour(pub [u8; 3]);

/// How many shades are tried on the way to black or to white.
const SHADES: u32 = 200;

impl Colour {
    /// A colour as it is written in styles: `#0e3d35`, or in short `#fff`.
    pub fn read(text: &str) -> Option<Self> {
        let digits: Option<Vec<u8>> = text
            .trim()
            .strip_prefix('#')?
            .chars()
            .map(|letter| letter.to_digit(16).and_then(|digit| u8::try_from(digit).ok()))
            .collect();
        match digits?.as_slice() {
            [red, green, blue] => Some(Colour([*red, *green, *blue].map(|digit| digit * 17))),
            [red, red_low, green, green_low, blue, blue_low] => {
                Some(Colour([red * 16 + red_low, green * 16 + green_low, blue * 16 + blue_low]))
            }
            _ => None,
        }
    }

    /// The colour as it is written in styles.
    pub fn written(self) -> String {
        let [r, g, b] = self.0;
        format!("#{r:02x}{g:02x}{b:02x}")
    }

    fn luminance(self) -> f64 {
        let [r, g, b] = self.0.map(|part| {
            let part = f64::from(part) / 255.0;
            if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        });
        0.2126 * r + 0.7152 * g + 0.0722 * b
    }

    /// The contrast of two colours: from 1 for equal ones to 21 for black on white.
    pub fn contrast(self, other: Colour) -> f64 {
        let (one, two) = (self.luminance(), other.luminance());
        (one.max(two) + 0.05) / (one.min(two) + 0.05)
    }

    /// The nearest darker or lighter shade of the colour that has a contrast to another; nothing if even black and white have
    /// not.
    pub fn shade_with(self, least: f64, other: Colour) -> Option<Colour> {
        let mixed = |end: u8, step: u32| {
            Colour(self.0.map(|part| {
                let part = u32::from(part) * (SHADES - step) + u32::from(end) * step;
                u8::try_from(part / SHADES).unwrap_or(end)
            }))
        };
        let shades = (0..=SHADES).flat_map(|step| [mixed(0, step), mixed(255, step)]);
        shades.into_iter().find(|shade| shade.contrast(other) >= least)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_read_as_styles_write_them() {
        assert_eq!(Colour::read("#0E3d35"), Some(Colour([14, 61, 53])));
        assert_eq!(Colour::read("#fff"), Some(Colour([255; 3])));
        for wrong in ["0e3d35", "#0e3d3", "red", "#ggg", "", "#ééé"] {
            assert_eq!(Colour::read(wrong), None, "{wrong}");
        }
        assert_eq!(Colour([0, 9, 255]).written(), "#0009ff");
    }

    #[test]
    fn contrast_is_that_of_the_guidelines() {
        let (black, white) = (Colour([0; 3]), Colour([255; 3]));
        assert!((black.contrast(white) - 21.0).abs() < 1e-9);
        assert!((white.contrast(white) - 1.0).abs() < 1e-9);
        // The example by which many know the bound: this grey is the lightest on white.
        let grey = Colour::read("#767676").unwrap();
        assert!(grey.contrast(white) >= 4.5 && Colour::read("#777").unwrap().contrast(white) < 4.5);
    }

    #[test]
    fn the_nearest_shade_has_the_contrast() {
        let white = Colour([255; 3]);
        let green = Colour::read("#7fb800").unwrap();
        let shade = green.shade_with(4.5, white).unwrap();
        assert!(shade.contrast(white) >= 4.5 && shade.contrast(white) < 4.7, "{}", shade.written());
        assert_eq!(white.shade_with(22.0, white), None);
        assert_eq!(Colour([0; 3]).shade_with(4.5, white), Some(Colour([0; 3])));
    }
}
