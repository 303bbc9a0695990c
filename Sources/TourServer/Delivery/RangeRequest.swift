/// What `Range` asks for of a representation (RFC 9110, 14.1.2 and 14.2).
///
/// One range is served. A request for several, of another unit, or in another form than the RFC's gets the whole, as 14.2
/// allows.
enum RangeRequest: Equatable {
    case whole
    /// Not empty, and within the representation.
    case part(Range<Int>)
    case unsatisfiable

    /// - Parameters:
    ///   - value: of the field.
    ///   - length: of the representation in bytes.
    init(_ value: String, length: Int) {
        guard let bounds = Bounds(value), length > 0 else {
            self = .whole
            return
        }
        switch bounds {
        case .suffix(let count):
            self = count == 0 ? .unsatisfiable : .part(max(0, length - count)..<length)
        case .from(let first, let last):
            self = first >= length ? .unsatisfiable : .part(first..<min(length, max(last, first) &+ 1))
        }
    }

    private enum Bounds {
        case suffix(Int)
        /// `last` is included; the greatest Int less one stands for "to the end".
        case from(Int, last: Int)

        init?(_ value: String) {
            let parts = value.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2, parts[0].lowercased() == "bytes" else { return nil }
            let ends = parts[1].split(separator: "-", omittingEmptySubsequences: false)
            guard ends.count == 2 else { return nil }
            switch (ends[0].isEmpty, ends[1].isEmpty) {
            case (true, true): return nil
            case (true, false):
                guard let count = position(ends[1]) else { return nil }
                self = .suffix(count)
            case (false, let isOpen):
                guard let first = position(ends[0]), let last = isOpen ? greatest : position(ends[1]), first <= last
                else { return nil }
                self = .from(first, last: last)
            }
        }
    }
}

private let greatest = Int.max - 1

/// A decimal of any length; what exceeds an Int lies beyond every end. Nil for anything else.
private func position(_ text: Substring) -> Int? {
    guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    return min(Int(text) ?? greatest, greatest)
}
