//! Choices that are the same for the same seed, on every machine.

/// A generator of choices, after Steele, Lea and Flood, “Fast splittable pseudorandom number
/// generators” (2014), known as `SplitMix64`.
#[derive(Clone, Debug)]
pub(super) struct Random(u64);

impl Random {
    /// The choices for what `parts` name, under `seed`. Each place and operator has choices of its own,
    /// so that one more of them changes nothing elsewhere.
    pub(super) fn new(seed: u64, parts: &[&str]) -> Self {
        // FNV-1a, with a byte between two parts that no text has.
        let bytes = parts.iter().flat_map(|part| part.bytes().chain([0xff]));
        let hash = bytes.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
        Self(hash ^ seed.wrapping_mul(0x9e37_79b9_7f4a_7c15))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `bound`; 0 where there is none.
    pub(super) fn below(&mut self, bound: usize) -> usize {
        let bound = u64::try_from(bound).unwrap_or(u64::MAX);
        let chosen = self.next().checked_rem(bound).unwrap_or(0);
        usize::try_from(chosen).unwrap_or(0)
    }

    /// One of `items`.
    pub(super) fn pick<'i, T>(&mut self, items: &'i [T]) -> Option<&'i T> {
        items.get(self.below(items.len()))
    }

    /// The items in another order.
    pub(super) fn shuffled<T>(&mut self, mut items: Vec<T>) -> Vec<T> {
        for at in (1..items.len()).rev() {
            let other = self.below(at + 1);
            items.swap(at, other);
        }
        items
    }
}

#[cfg(test)]
mod tests {
    use super::Random;

    #[test]
    fn choices_follow_from_seed_and_parts_alone() {
        let chosen = |seed, parts: &[&str]| {
            let mut random = Random::new(seed, parts);
            (0..8).map(|_| random.below(1000)).collect::<Vec<_>>()
        };
        assert_eq!(chosen(1, &["a", "b"]), chosen(1, &["a", "b"]));
        assert_ne!(chosen(1, &["a", "b"]), chosen(1, &["ab"]));
        assert_ne!(chosen(1, &["a"]), chosen(2, &["a"]));
        assert_eq!(Random::new(0, &[]).below(0), 0);
        let mut sorted = Random::new(7, &[]).shuffled((0..50).collect::<Vec<_>>());
        assert!(!sorted.is_sorted());
        sorted.sort_unstable();
        assert_eq!(sorted, (0..50).collect::<Vec<_>>());
    }
}
