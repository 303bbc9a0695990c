internal import Glibc
internal import SwiftASN1
internal import X509

/// A name or an address under which a server is reached.
package enum CertificateHost: Sendable, Equatable {
    /// In lower case, perhaps with `*.` in front.
    case name(String)
    /// 4 or 16 bytes.
    case address([UInt8])

    /// Reads a host name or an IP address.
    ///
    /// - Throws: `TourServerError.certificateHost` for anything else.
    package init(_ text: String) throws(TourServerError) {
        var four = [UInt8](repeating: 0, count: 4)
        var sixteen = [UInt8](repeating: 0, count: 16)
        if unsafe inet_pton(AF_INET, text, &four) == 1 {
            self = .address(four)
        } else if unsafe inet_pton(AF_INET6, text, &sixteen) == 1 {
            self = .address(sixteen)
        } else {
            guard isHostName(text) else { throw .certificateHost(text) }
            self = .name(text.lowercased())
        }
    }
}

extension CertificateHost {
    var generalName: GeneralName {
        switch self {
        case .name(let name): .dnsName(name)
        case .address(let bytes): .ipAddress(ASN1OctetString(contentBytes: bytes[...]))
        }
    }

    /// What an authority is held to, so that it can vouch for this host and no other (RFC 5280, 4.2.1.10): a name with those
    /// below it, or one address.
    var subtree: GeneralName {
        switch self {
        case .name(let name): .dnsName(name.hasPrefix("*.") ? String(name.dropFirst(2)) : name)
        case .address(let bytes):
            .ipAddress(ASN1OctetString(contentBytes: (bytes + bytes.map { _ in 0xFF })[...]))
        }
    }

    /// Whether a certificate for this host is within one of the subtrees.
    func isWithin(_ subtrees: [GeneralName]) -> Bool {
        subtrees.contains { tree in
            switch (self, tree) {
            case (.name(let name), .dnsName(let top)):
                name == top || name.hasSuffix("." + top)
            case (.address, .ipAddress): subtree == tree
            default: false
            }
        }
    }
}

extension CertificateHost: CustomStringConvertible {
    package var description: String {
        switch self {
        case .name(let name): name
        case .address(let bytes) where bytes.count == 4: bytes.map { "\($0)" }.joined(separator: ".")
        case .address(let bytes):
            stride(from: 0, to: bytes.count, by: 2)
                .map { String(Int(bytes[$0]) << 8 | Int(bytes[$0 + 1]), radix: 16) }.joined(separator: ":")
        }
    }
}

/// RFC 1123's letters, digits and hyphens, with `*` as the whole first label at most.
private func isHostName(_ text: String) -> Bool {
    let labels = (text.hasPrefix("*.") ? text.dropFirst(2) : text[...])
        .split(separator: ".", omittingEmptySubsequences: false)
    return text.utf8.count <= 253 && !labels.isEmpty
        && labels.allSatisfy { label in
            (1...63).contains(label.utf8.count) && label.first != "-" && label.last != "-"
                && label.utf8.allSatisfy { byte in
                    (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20) || byte == 0x2D
                }
        }
        // An address with a digit too much is no name.
        && !(labels.last?.allSatisfy(\.isNumber) ?? true)
}
