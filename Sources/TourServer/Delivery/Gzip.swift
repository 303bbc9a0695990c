internal import CZlib

/// The gzip file of some bytes, always the same; nil where it would save less than a tenth.
func gzip(_ bytes: [UInt8]) -> [UInt8]? {
    var packed = [UInt8](repeating: 0, count: czlib_bound(bytes.count))
    let count = unsafe czlib_gzip(bytes, bytes.count, &packed, packed.count)
    guard count > 0, count < bytes.count / 10 * 9 else { return nil }
    return Array(packed[..<count])
}
