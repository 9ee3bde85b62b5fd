//! Places from keys: equal keys take the same place, the next one as many further.

/// Up to so many subjects every two are compared; above, they are sorted into buckets first.
const FEW: usize = 24;

/// Adding 2⁵² to a smaller number leaves it, rounded, in the last bits.
const LAST_BITS: f64 = 4_503_599_627_370_496.0;

/// Turns keys into places, with what it needs kept from one draw to the next.
#[derive(Default)]
pub(super) struct Placing {
    buckets: Vec<u32>,
    heads: Vec<u32>,
    sorted: Vec<(f64, u32)>,
}

impl Placing {
    /// The place of every subject, from 1; the largest key is the best.
    pub(super) fn places(&mut self, keys: &[f64], places: &mut [u32]) {
        if keys.len() <= FEW {
            let ahead = |key: &f64| keys.iter().map(|other| u32::from(other > key)).sum::<u32>();
            places.iter_mut().zip(keys).for_each(|(place, key)| *place = ahead(key).saturating_add(1));
            return;
        }
        self.sort(keys);
        let (mut place, mut above) = (1_u32, f64::MAX);
        for ((key, subject), number) in self.sorted.iter().zip(1_u32..) {
            if *key < above {
                (place, above) = (number, *key);
            }
            if let Some(entry) = places.get_mut(*subject as usize) {
                *entry = place;
            }
        }
    }

    /// Best first: into buckets by where a key lies between the least and the greatest, then in order within each.
    fn sort(&mut self, keys: &[f64]) {
        let (least, most) =
            keys.iter().fold((f64::MAX, f64::MIN), |(least, most), key| (least.min(*key), most.max(*key)));
        let count = keys.len().next_power_of_two().saturating_mul(2);
        let scale = if most > least { (count as f64 - 1.0) / (most - least) } else { 0.0 };
        self.buckets.clear();
        #[allow(clippy::cast_possible_truncation, reason = "the last bits are what is wanted")]
        self.buckets.extend(keys.iter().map(|key| ((most - key) * scale + LAST_BITS).to_bits() as u32));
        self.heads.clear();
        self.heads.resize(count, 0);
        for bucket in &self.buckets {
            if let Some(members) = self.heads.get_mut(*bucket as usize) {
                *members = members.wrapping_add(1);
            }
        }
        let mut before = 0_u32;
        for head in &mut self.heads {
            let members = *head;
            *head = before;
            before = before.wrapping_add(members);
        }
        self.sorted.resize(keys.len(), (0.0, 0));
        for ((key, bucket), subject) in keys.iter().zip(&self.buckets).zip(0_u32..) {
            if let Some(head) = self.heads.get_mut(*bucket as usize) {
                if let Some(entry) = self.sorted.get_mut(*head as usize) {
                    *entry = (*key, subject);
                }
                *head = head.wrapping_add(1);
            }
        }
        insert_in_order(&mut self.sorted);
    }
}

/// Sorts what is nearly sorted: nothing has far to go.
fn insert_in_order(sorted: &mut [(f64, u32)]) {
    for at in 1..sorted.len() {
        let mut to = at;
        while let Some([better, worse]) = to.checked_sub(1).and_then(|from| sorted.get_mut(from..=to)) {
            if better.0 >= worse.0 {
                break;
            }
            std::mem::swap(better, worse);
            to = to.saturating_sub(1);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_and_many_take_the_places_that_counting_gives() {
        for count in [1_u32, 2, 11, 24, 25, 100, 1000] {
            // Whole numbers with many ties, and one far away.
            let mut keys: Vec<f64> = (0..count).map(|number| f64::from(number * 7919 % 137)).collect();
            keys[0] = 1e13;
            let mut places = vec![0; keys.len()];
            Placing::default().places(&keys, &mut places);
            let expected: Vec<u32> =
                keys.iter().map(|key| 1 + keys.iter().map(|other| u32::from(other > key)).sum::<u32>()).collect();
            assert_eq!(places, expected, "{count}");
        }
    }
}
