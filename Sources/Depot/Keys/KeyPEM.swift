internal import Foundation

/// Ed25519 keys as files, as every program that knows them reads them (RFC 8410): 32 bytes behind a constant head.
package enum KeyPEM {
    package enum Kind {
        case signing
        case verification

        var label: String { self == .signing ? "PRIVATE KEY" : "PUBLIC KEY" }

        /// DER of all that stands before the key.
        var head: [UInt8] {
            switch self {
            case .signing: [0x30, 0x2E, 0x02, 0x01, 0x00] + Self.algorithm + [0x04, 0x22, 0x04, 0x20]
            case .verification: [0x30, 0x2A] + Self.algorithm + [0x03, 0x21, 0x00]
            }
        }

        /// 1.3.101.112.
        private static let algorithm: [UInt8] = [0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, 0x70]
    }

    package static func text(_ key: some Sequence<UInt8>, _ kind: Kind) -> String {
        let base64 = Data(kind.head + key).base64EncodedString()
        return "-----BEGIN \(kind.label)-----\n\(base64)\n-----END \(kind.label)-----\n"
    }

    /// Nil where the text is no such key.
    package static func read(_ text: String, _ kind: Kind) -> [UInt8]? {
        let lines = text.split(whereSeparator: \.isNewline).map { $0.trimmingCharacters(in: .whitespaces) }
        guard lines.first == "-----BEGIN \(kind.label)-----", lines.last == "-----END \(kind.label)-----",
            let der = Data(base64Encoded: lines.dropFirst().dropLast().joined()),
            der.count == kind.head.count + 32, der.starts(with: kind.head)
        else { return nil }
        return Array(der.dropFirst(kind.head.count))
    }

    package static func hex(_ bytes: some Sequence<UInt8>) -> String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    /// Nil unless these are lowercase digits of 32 bytes.
    package static func bytes(hex: some StringProtocol) -> [UInt8]? {
        let digits = hex.utf8.compactMap { digit -> UInt8? in
            switch digit {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
            case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
            default: nil
            }
        }
        guard digits.count == 64, hex.utf8.count == 64 else { return nil }
        return stride(from: 0, to: 64, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
    }
}
