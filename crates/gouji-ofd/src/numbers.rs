//! Numbers as OFD writes them: lists apart by spaces, repetitions, boxes.

/// The numbers of a list; what is no number is passed over.
pub(crate) fn list(text: &str) -> impl Iterator<Item = f64> {
    tokens(text).filter_map(number)
}

/// The first numbers of a list, if there are as many.
pub(crate) fn first<const N: usize>(text: &str) -> Option<[f64; N]> {
    let mut numbers = list(text);
    let mut found = [0.0; N];
    for place in &mut found {
        *place = numbers.next()?;
    }
    Some(found)
}

/// The distances between characters: `g 3 1.5` stands for 1.5 three times (GB/T 33190, 11.3).
/// At most `most` of them, however often one is to be repeated.
pub(crate) fn distances(text: &str, most: usize) -> Vec<f64> {
    let mut distances = Vec::new();
    let mut tokens = tokens(text);
    while distances.len() < most
        && let Some(token) = tokens.next()
    {
        let (count, value) = match token {
            "g" | "G" => (
                tokens.next().and_then(|count| count.parse().ok()),
                tokens.next(),
            ),
            value => (Some(1), Some(value)),
        };
        let (Some(count), Some(value)) = (count, value.and_then(number)) else {
            break;
        };
        let room = most.saturating_sub(distances.len());
        distances.extend(std::iter::repeat_n(value, room.min(count)));
    }
    distances
}

fn tokens(text: &str) -> impl Iterator<Item = &str> {
    text.split([' ', '\t', '\r', '\n', ','])
        .filter(|token| !token.is_empty())
}

fn number(token: &str) -> Option<f64> {
    token.parse().ok().filter(|number: &f64| number.is_finite())
}

#[cfg(test)]
mod tests {
    use super::{distances, first};

    #[test]
    fn repetitions_are_bounded_by_the_text() {
        assert_eq!(distances("g 2 1.5 -3 g 1 2", 9), [1.5, 1.5, -3.0, 2.0]);
        assert_eq!(distances("g 4000000000 1", 3), [1.0, 1.0, 1.0]);
        assert!(distances("g 2", 9).is_empty() && distances("g x 1", 9).is_empty());
    }

    #[test]
    fn boxes_need_all_their_numbers() {
        assert_eq!(first::<4>("0 0 210 297"), Some([0.0, 0.0, 210.0, 297.0]));
        assert_eq!(first::<4>("0 0 210"), None);
        assert_eq!(first::<1>("nan inf 7"), Some([7.0]));
    }
}
