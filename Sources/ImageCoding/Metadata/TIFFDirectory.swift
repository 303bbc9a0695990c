/// A list of fields in TIFF's form (TIFF 6.0, section 2), in which EXIF comes too.
struct TIFFDirectory {
    private let bytes: FileBytes
    private let form: Form
    private var fields: [Int: Field] = [:]

    private struct Field {
        let type: Int
        let count: Int
        /// Of the value.
        let place: Int
    }

    /// The first directory; nil where the bytes are not TIFF's.
    init?(_ bytes: FileBytes) {
        guard let form = Form(bytes), let place = form.number(bytes, at: form.isBig ? 8 : 4, count: form.wordBytes)
        else { return nil }
        self.init(bytes, form, at: place)
    }

    private init?(_ bytes: FileBytes, _ form: Form, at place: Int) {
        let countBytes = form.isBig ? 8 : 2
        guard let count = form.number(bytes, at: place, count: countBytes), (0...4096).contains(count) else {
            return nil
        }
        self.bytes = bytes
        self.form = form
        for index in 0..<count {
            readField(at: place + countBytes + index * form.fieldBytes)
        }
    }

    private mutating func readField(at place: Int) {
        let valuePlace = place + 4 + form.wordBytes
        guard let tag = form.number(bytes, at: place, count: 2),
            let type = form.number(bytes, at: place + 2, count: 2),
            let count = form.number(bytes, at: place + 4, count: form.wordBytes),
            let size = Self.bytesPerValue[type], count <= MetadataBlocks.mostBytes
        else { return }
        let isInPlace = size * count <= form.wordBytes
        guard let at = isInPlace ? valuePlace : form.number(bytes, at: valuePlace, count: form.wordBytes) else {
            return
        }
        fields[tag] = fields[tag] ?? Field(type: type, count: count, place: at)
    }

    /// By TIFF's number of the type: byte, text, 16 and 32 bits, rational, undefined, directory, 64 bits, directory.
    private static let bytesPerValue = [1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 7: 1, 13: 4, 16: 8, 18: 8]
}

// MARK: - Values

extension TIFFDirectory {
    /// A whole number of one value.
    func number(_ tag: Int) -> Int? {
        guard let field = fields[tag], field.count >= 1, [1, 3, 4, 13, 16, 18].contains(field.type),
            let size = Self.bytesPerValue[field.type]
        else { return nil }
        return form.number(bytes, at: field.place, count: size)
    }

    /// Bytes of one byte a value, whatever they mean.
    func block(_ tag: Int) -> [UInt8]? {
        guard let field = fields[tag], [1, 2, 7].contains(field.type) else { return nil }
        return bytes.bytes(at: field.place, count: field.count)
    }

    /// ASCII up to the first zero, without spaces around; nil where it is empty.
    func text(_ tag: Int) -> String? {
        guard let block = block(tag), fields[tag]?.type == 2 else { return nil }
        let letters = block.prefix { $0 != 0 }.filter { $0 >= 0x20 && $0 < 0x7F }
        let text = String(decoding: letters, as: UTF8.self)
        let start = text.drop { $0 == " " }
        return start.isEmpty ? nil : String(start)
    }

    /// Exactly `count` quotients of whole numbers; one by zero is not a number.
    func rationals(_ tag: Int, count: Int) -> [Double]? {
        guard let field = fields[tag], field.type == 5, field.count == count else { return nil }
        return (0..<count).map { index in
            let place = field.place + index * 8
            guard let numerator = form.number(bytes, at: place, count: 4),
                let denominator = form.number(bytes, at: place + 4, count: 4)
            else { return .nan }
            return Double(numerator) / Double(denominator)
        }
    }

    /// The directory that a field points to.
    func directory(_ tag: Int) -> TIFFDirectory? {
        number(tag).flatMap { TIFFDirectory(bytes, form, at: $0) }
    }
}

/// The order of bytes, and whether places are of 64 bits (BigTIFF).
private struct Form {
    let isLittle: Bool
    let isBig: Bool
    var wordBytes: Int { isBig ? 8 : 4 }
    var fieldBytes: Int { isBig ? 20 : 12 }

    init?(_ bytes: FileBytes) {
        guard let start = bytes.bytes(at: 0, count: 4) else { return nil }
        switch start {
        case [0x49, 0x49, 42, 0]: (isLittle, isBig) = (true, false)
        case [0x4D, 0x4D, 0, 42]: (isLittle, isBig) = (false, false)
        case [0x49, 0x49, 43, 0]: (isLittle, isBig) = (true, true)
        case [0x4D, 0x4D, 0, 43]: (isLittle, isBig) = (false, true)
        default: return nil
        }
    }

    /// Nil beyond the end, or where the number is beyond that of any place in a file.
    func number(_ bytes: FileBytes, at place: Int, count: Int) -> Int? {
        guard place >= 0, let found = bytes.bytes(at: place, count: count) else { return nil }
        let ordered = isLittle ? found.reversed() : found
        guard count < 8 || ordered[0] < 0x10 else { return nil }
        return bigEndian(ordered)
    }
}
