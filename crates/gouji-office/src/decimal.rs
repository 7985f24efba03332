//! Numbers of spreadsheets as their typist knows them, by arithmetic on digits.
//!
//! Spreadsheets keep a number to about seventeen digits and show at most fifteen: a typed 12.34
//! stays 12.34, and what a calculation leaves behind the fifteenth digit (0.30000000000000004) is
//! not the user's. Whole numbers are printed with all their digits.
//!
//! Where large figures cancel out, what is left behind is as large as the last digits of theirs: 70,665,311.09
//! less 70,641,677.44 is kept as 23633.6500000107. How large it can be is said by the largest figure alone.

/// What is smaller than ten to this power is what a calculation left of zero (0.1 + 0.2 − 0.3).
const LEFT_OF_ZERO: i32 = -10;
/// How many digits a spreadsheet shows of a number that is not whole.
const SHOWN_DIGITS: usize = 15;
/// How many digits no typist gives, and what calculations leave behind has.
const CALCULATED_DIGITS: usize = 12;
/// What calculations leave behind is at most so many parts of the largest figure, of ten to the power below: some
/// twenty to thirty units in the last place of its double, as sums of many rows come to.
const LEFT_BEHIND: u128 = 4;
const LEFT_BEHIND_POWER: u32 = 15;
/// The digits of the largest figure that are told from what is left behind: the last of them is worth at least
/// twenty-five times as much.
const TOLD_DIGITS: i32 = 13;
/// Digits before the point of the largest figures: of larger ones even cents are lost in what is left behind.
const LARGEST_FIGURE: i32 = 11;
/// Digits of the largest whole numbers that are figures; longer ones are telephone numbers and other names.
const LARGEST_WHOLE: i32 = 9;
/// Decimals that are compared.
const COMPARED: i32 = 25;
/// Largest exponent read; the formats have none beyond 308.
const LARGEST_EXPONENT: i32 = 400;

/// A decimal number: `0.digits × 10^point`, without zeros at either end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Decimal {
    negative: bool,
    digits: Vec<u8>,
    point: i32,
}

impl Decimal {
    /// Reads `12`, `-12.340`, `1.234E+1`.
    pub(crate) fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        let (negative, text) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text.strip_prefix('+').unwrap_or(text)),
        };
        let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
        let exponent: i32 = exponent.parse().ok()?;
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let digits: Vec<u8> = whole.bytes().chain(fraction.bytes()).collect();
        let plain = !digits.is_empty() && digits.iter().all(u8::is_ascii_digit);
        if !plain || exponent.abs() > LARGEST_EXPONENT || digits.len() > 1_000 {
            return None;
        }
        let mut number = Self {
            negative,
            digits,
            point: whole.len() as i32 + exponent,
        };
        number.trim();
        Some(number)
    }

    fn trim(&mut self) {
        let leading = self.digits.iter().take_while(|digit| **digit == b'0');
        let leading = leading.count();
        self.digits.drain(..leading);
        self.point -= leading as i32;
        while self.digits.last() == Some(&b'0') {
            self.digits.pop();
        }
        if self.digits.is_empty() {
            self.point = 0;
            self.negative = false;
        }
    }

    /// The number times a power of ten.
    pub(crate) fn shifted(mut self, powers: i32) -> Self {
        if !self.digits.is_empty() {
            self.point += powers;
        }
        self
    }

    /// The number rounded to so many decimals, halves away from zero.
    pub(crate) fn with_decimals(mut self, decimals: i32) -> Self {
        // What a calculation left behind the digits that are kept decides no half.
        self.round();
        let kept = self.point + decimals;
        match usize::try_from(kept) {
            Ok(kept) => self.cut(kept),
            Err(_) => self.digits.clear(),
        }
        self.trim();
        self
    }

    /// Keeps so many digits, rounded.
    fn cut(&mut self, kept: usize) {
        let up = self.digits.get(kept).is_some_and(|digit| *digit >= b'5');
        self.digits.truncate(kept);
        if up {
            self.round_up();
        }
    }

    fn is_whole(&self) -> bool {
        self.digits.len() as i32 <= self.point
    }

    /// Rounds to what a spreadsheet shows.
    fn round(&mut self) {
        if self.point <= LEFT_OF_ZERO {
            self.digits.clear();
            return self.trim();
        }
        if self.is_whole() || self.digits.len() <= SHOWN_DIGITS {
            return;
        }
        self.cut(SHOWN_DIGITS);
        self.trim();
    }

    fn round_up(&mut self) {
        for digit in self.digits.iter_mut().rev() {
            if *digit < b'9' {
                *digit += 1;
                return;
            }
            *digit = b'0';
        }
        self.digits.insert(0, b'1');
        self.point += 1;
    }

    /// The number as it is shown, without exponent.
    pub(crate) fn print(mut self) -> String {
        self.round();
        let sign = if self.negative { "-" } else { "" };
        let digit = |at: i32| {
            let digit = usize::try_from(at).ok().and_then(|at| self.digits.get(at));
            char::from(*digit.unwrap_or(&b'0'))
        };
        let whole: String = (0..self.point.max(1))
            .map(|at| if self.point > 0 { digit(at) } else { '0' })
            .collect();
        if self.is_whole() {
            return format!("{sign}{whole}");
        }
        let fraction = (self.point..self.digits.len() as i32).map(|at| {
            // Places between the point and the first digit are zeros.
            if self.point <= 0 && at < 0 {
                '0'
            } else {
                digit(at)
            }
        });
        let fraction: String = fraction.collect();
        format!("{sign}{whole}.{fraction}")
    }

    /// The number without its sign in parts of ten to the power of what is compared; none where it is no figure
    /// that others are calculated with.
    pub(crate) fn magnitude(&self) -> Option<Magnitude> {
        let most = if self.is_whole() {
            LARGEST_WHOLE
        } else {
            LARGEST_FIGURE
        };
        if self.point > most {
            return None;
        }
        let places = usize::try_from(self.point + COMPARED).unwrap_or(0);
        let digits = self.digits.iter().chain(std::iter::repeat(&b'0'));
        let step = |sum: u128, digit: &u8| sum * 10 + u128::from(digit - b'0');
        Some(Magnitude(digits.take(places).fold(0, step)))
    }

    /// The figure of which this is the calculated one, where the largest figure calculated with is so large: that
    /// with decimals which are told, if no more than what calculations leave behind lies between.
    pub(crate) fn calculated_from(&self, largest: Magnitude) -> Option<Self> {
        if self.digits.len() < CALCULATED_DIGITS || self.is_whole() {
            return None;
        }
        let Magnitude(own) = self.magnitude()?;
        let decimals = TOLD_DIGITS - largest.digits();
        let last = 10_u128.pow(u32::try_from(COMPARED - decimals).ok()?);
        let told = (own + last / 2) / last;
        let left = own.abs_diff(told * last);
        if left > largest.0 * LEFT_BEHIND / 10_u128.pow(LEFT_BEHIND_POWER) {
            return None;
        }
        let mut figure = Self::read(&told.to_string())?.shifted(-decimals);
        figure.negative = self.negative && !figure.digits.is_empty();
        Some(figure)
    }

    /// The whole part, and the rest as a count of seconds of a day: how spreadsheets keep time.
    pub(crate) fn days_and_seconds(&self) -> Option<(i64, i64)> {
        if self.negative || self.point > 9 {
            return None;
        }
        let split = usize::try_from(self.point)
            .unwrap_or(0)
            .min(self.digits.len());
        let value = |digits: &[u8]| {
            let step = |sum: i64, digit: &u8| sum * 10 + i64::from(digit - b'0');
            digits.iter().fold(0, step)
        };
        let (whole, rest) = self.digits.split_at(split);
        let missing = u32::try_from(self.point - split as i32).unwrap_or(0);
        let days = value(whole) * 10_i64.pow(missing);
        let zeros = usize::try_from(-self.point).unwrap_or(0);
        let mut fraction: Vec<u8> = vec![b'0'; zeros.min(12)];
        fraction.extend(rest);
        fraction.resize(12, b'0');
        let seconds = (value(&fraction) * 864 + 5_000_000_000) / 10_000_000_000;
        Some((days, seconds))
    }
}

/// How large a figure is, to be compared with others.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Magnitude(u128);

impl Magnitude {
    /// How many digits stand before the point; fewer than none where zeros follow it.
    fn digits(self) -> i32 {
        let digits = self.0.checked_ilog10().map_or(0, |power| power + 1);
        digits as i32 - COMPARED
    }
}

/// A number as files write it, printed as it is shown; other text as it stands.
pub(crate) fn shown(text: &str) -> String {
    Decimal::read(text).map_or_else(|| text.trim().to_owned(), Decimal::print)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_shown_as_typed() {
        for (written, expected) in [
            ("1036", "1036"),
            ("3.0", "3"),
            ("12.34", "12.34"),
            ("0.30000000000000004", "0.3"),
            ("31644.119999999999", "31644.12"),
            ("0.99999999999999989", "1"),
            ("9.9999999999999995E-2", "0.1"),
            ("1.5E-3", "0.0015"),
            ("-5.5511151231257827E-17", "0"),
            ("1.2345E2", "123.45"),
            ("1E5", "100000"),
            ("-8", "-8"),
            ("-0", "0"),
            ("0.05", "0.05"),
            ("12345678901234567", "12345678901234567"),
            ("#N/A", "#N/A"),
            ("1E999", "1E999"),
        ] {
            assert_eq!(shown(written), expected, "{written}");
        }
    }

    #[test]
    fn what_cancelling_leaves_behind_is_no_figure() {
        let figure = |written: &str, largest: &str| {
            let [number, largest] = [written, largest].map(|text| Decimal::read(text).unwrap());
            let figure = number.calculated_from(largest.magnitude().unwrap());
            figure.unwrap_or(number).print()
        };
        for (written, largest, expected) in [
            ("23633.6500000107", "70665311.09", "23633.65"),
            ("-23633.6500000107", "-70665311.09", "-23633.65"),
            ("23633.6499999893", "70665311.09", "23633.65"),
            ("1.4901161193847656E-8", "70665311.09", "0"),
            ("-1.4901161193847656E-8", "70665311.09", "0"),
            ("23633.999999985", "70665311.09", "23634"),
            ("23633.6512000107", "70665311.09", "23633.6512"),
            ("310.250015258789", "9876543210.25", "310.25"),
            // As many decimals, and no figure that large to have left them.
            ("23633.6500000107", "70665.09", "23633.6500000107"),
            // Finer than is shown, by more than what is left behind.
            ("23633.6512345678", "70665311.09", "23633.6512345678"),
            ("23633.6500012345", "70665311.09", "23633.6500012345"),
            ("0.333333333333333", "70665311.09", "0.333333333333333"),
            ("0.0000001", "70665311.09", "0.0000001"),
        ] {
            assert_eq!(figure(written, largest), expected, "{written}");
        }
        for name in ["13800138000", "310101199001011234", "123456789012.5"] {
            assert_eq!(Decimal::read(name).unwrap().magnitude(), None, "{name}");
        }
    }

    #[test]
    fn parts_of_days_become_seconds() {
        let parts = |text: &str| Decimal::read(text).unwrap().days_and_seconds();
        assert_eq!(parts("45667"), Some((45_667, 0)));
        assert_eq!(parts("45667.5"), Some((45_667, 43_200)));
        assert_eq!(parts("0.25"), Some((0, 21_600)));
        assert_eq!(parts("0.0104166666666667"), Some((0, 900)));
        assert_eq!(parts("40000"), Some((40_000, 0)));
        assert_eq!(parts("-1"), None);
    }
}
