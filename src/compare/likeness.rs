//! How much two texts have in common, whatever the order of their words.

use super::flatten::Node;

/// The words of a text, counted.
#[derive(Clone, Debug, Default)]
pub struct Profile {
    /// Keys in order, each with how often it occurs.
    counts: Vec<(u64, u32)>,
    total: u32,
}

impl Profile {
    /// The words of some blocks. Marks of punctuation count only where there are no words.
    pub fn of(nodes: &[Node]) -> Self {
        let mut words = Vec::new();
        let mut marks = Vec::new();
        for node in nodes {
            gather(node, &mut words, &mut marks);
        }
        Profile::of_keys(if words.is_empty() { marks } else { words })
    }

    /// The words of one block.
    pub fn of_node(node: &Node) -> Self {
        Profile::of(std::slice::from_ref(node))
    }

    /// Counts keys.
    pub fn of_keys(mut keys: Vec<u64>) -> Self {
        keys.sort_unstable();
        let total = u32::try_from(keys.len()).unwrap_or(u32::MAX);
        let mut counts: Vec<(u64, u32)> = Vec::new();
        for key in keys {
            match counts.last_mut() {
                Some((last, count)) if *last == key => *count += 1,
                _ => counts.push((key, 1)),
            }
        }
        Profile { counts, total }
    }

    /// How many words it has.
    pub fn total(&self) -> u32 {
        self.total
    }

    /// How alike two texts are, from 0 to 1000: twice what they have in common by all that they have.
    pub fn likeness(&self, other: &Profile) -> u32 {
        let all = u64::from(self.total) + u64::from(other.total);
        if all == 0 {
            return 0;
        }
        let mut common = 0_u64;
        let mut rest = other.counts.as_slice();
        for (key, count) in &self.counts {
            while let Some(((first, more), after)) = rest.split_first() {
                if first > key {
                    break;
                }
                if first == key {
                    common += u64::from(*count.min(more));
                }
                rest = after;
            }
        }
        u32::try_from(2000 * common / all).unwrap_or(0)
    }
}

fn gather(node: &Node, words: &mut Vec<u64>, marks: &mut Vec<u64>) {
    for word in &node.text.words {
        if word.mark { marks.push(word.key) } else { words.push(word.key) }
    }
    for child in &node.nodes {
        gather(child, words, marks);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_what_is_common() {
        let profile = |keys: &[u64]| Profile::of_keys(keys.to_vec());
        assert_eq!(profile(&[1, 2, 2, 3]).likeness(&profile(&[3, 2, 2, 1])), 1000);
        assert_eq!(profile(&[1, 2, 2, 3]).likeness(&profile(&[2, 4])), 333);
        assert_eq!(profile(&[]).likeness(&profile(&[])), 0);
    }
}
