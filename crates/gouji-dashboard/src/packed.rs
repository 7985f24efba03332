//! Data as the page carries it: JSON, deflated, as Base64, which stands in HTML as it is. Characters that
//! would steer how the text around them is shown are replaced.

use std::io::Write as _;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use flate2::Compression;
use flate2::write::ZlibEncoder;
use gouji_render::printable_lines;
use serde::Serialize;

/// The packed form of a value.
pub(crate) fn packed(value: &impl Serialize) -> std::io::Result<String> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    let json = printable_lines(&serde_json::to_string(value)?);
    encoder.write_all(json.as_bytes())?;
    Ok(STANDARD.encode(encoder.finish()?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read as _;

    #[test]
    fn what_is_packed_comes_out_again() {
        let packed = packed(&["</script>", "一\u{202e}"]).unwrap();
        assert!(!packed.contains('<'));
        let bytes = STANDARD.decode(packed).unwrap();
        let mut text = String::new();
        let mut decoder = flate2::read::ZlibDecoder::new(bytes.as_slice());
        decoder.read_to_string(&mut text).unwrap();
        assert_eq!(text, "[\"</script>\",\"一\u{fffd}\"]");
    }
}
