//! Which arbitrary choice is made here? Always the same one, for the same seed.

/// A stream of numbers that is a function of its seed alone.
#[derive(Debug, Clone)]
pub struct Dice(u64);

impl Dice {
    /// Dice for one purpose: the parts name it.
    pub fn new(seed: u64, parts: &[&str]) -> Self {
        Self(digest(seed, parts))
    }

    /// The next number.
    pub fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        finish(self.0)
    }

    /// A number from 0 (included) to 1 (not included).
    pub fn share(&mut self) -> f64 {
        (self.roll() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// A whole number in `low..high`.
    pub fn between(&mut self, low: i64, high: i64) -> i64 {
        low + (self.roll() % (high - low).max(1) as u64) as i64
    }

    /// One of the items, each as likely as the next.
    pub fn pick<'a, T>(&mut self, items: &'a [T]) -> &'a T {
        &items[(self.roll() % items.len() as u64) as usize]
    }

    /// One of the items, by the weight beside it.
    pub fn weighted<'a, T>(&mut self, items: &'a [(f64, T)]) -> &'a T {
        let total: f64 = items.iter().map(|(weight, _)| weight).sum();
        let mut left = self.share() * total;
        for (weight, item) in items {
            left -= weight;
            if left < 0.0 {
                return item;
            }
        }
        &items[items.len() - 1].1
    }

    /// Characters of the alphabet, as in the service's identifiers.
    pub fn letters(&mut self, alphabet: &[u8], length: usize) -> String {
        (0..length).map(|_| char::from(*self.pick(alphabet))).collect()
    }
}

/// Digits and small letters, as in `ws-…`.
pub const BASE36: &[u8] = b"0123456789abcdefghijklmnopqrstuvwxyz";
/// Hexadecimal digits, as in `d-…` and `subnet-…`.
pub const HEX: &[u8] = b"0123456789abcdef";

/// One number out of a seed and some words (FNV-1a, then mixed).
pub fn digest(seed: u64, parts: &[&str]) -> u64 {
    let mut hash = 0xCBF2_9CE4_8422_2325 ^ finish(seed);
    for part in parts {
        for byte in part.bytes().chain([0xFF]) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01B3);
        }
    }
    finish(hash)
}

/// The finisher of splitmix64: neighbouring inputs become strangers.
fn finish(mut z: u64) -> u64 {
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}
