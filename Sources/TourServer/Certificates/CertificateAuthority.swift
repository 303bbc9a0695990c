internal import Crypto
package import Foundation
internal import SwiftASN1
internal import X509

/// An authority of one's own that can vouch for certain hosts only: whoever trusts it, and whoever steals its key, can do
/// nothing to other addresses.
package struct CertificateAuthority: Sendable {
    private let certificate: Certificate
    private let key: Certificate.PrivateKey

    /// Makes an authority for these hosts, with a new key.
    ///
    /// - Parameter days: from now on.
    package static func make(for hosts: [CertificateHost], days: Int, now: Date = Date()) throws -> Self {
        let key = Certificate.PrivateKey(P256.Signing.PrivateKey())
        let name = try DistinguishedName { CommonName("Zeitreise \(hosts.first.map { "\($0)" } ?? "")") }
        let certificate = try Certificate(
            version: .v3,
            serialNumber: .init(),
            publicKey: key.publicKey,
            notValidBefore: now.addingTimeInterval(-day),
            notValidAfter: now.addingTimeInterval(day * Double(days)),
            issuer: name,
            subject: name,
            extensions: Certificate.Extensions {
                Critical(BasicConstraints.isCertificateAuthority(maxPathLength: 0))
                Critical(KeyUsage(keyCertSign: true, cRLSign: true))
                Critical(NameConstraints(permittedSubtrees: hosts.map(\.subtree), excludedSubtrees: noAddresses(hosts)))
                SubjectKeyIdentifier(hash: key.publicKey)
            },
            issuerPrivateKey: key
        )
        return Self(certificate: certificate, key: key)
    }

    /// Reads what `certificatePEM` and `keyPEM` gave.
    package init(certificatePEM: String, keyPEM: String) throws {
        self.init(
            certificate: try Certificate(pemEncoded: certificatePEM),
            key: try Certificate.PrivateKey(pemEncoded: keyPEM)
        )
    }

    private init(certificate: Certificate, key: Certificate.PrivateKey) {
        self.certificate = certificate
        self.key = key
    }

    package func certificatePEM() throws -> String { try certificate.serializeAsPEM().pemString + "\n" }

    package func keyPEM() throws -> String { try key.serializeAsPEM().pemString + "\n" }

    /// Vouches for a server at these hosts, with a new key.
    ///
    /// - Parameter days: from now on.
    /// - Returns: in PEM, the server's certificate followed by the authority's, and the server's key.
    /// - Throws: `TourServerError.notWithinAuthority` for a host that the authority is not for.
    package func issue(for hosts: [CertificateHost], days: Int, now: Date = Date()) throws -> (
        chain: String, key: String
    ) {
        for host in hosts where !host.isWithin(try permitted()) {
            throw TourServerError.notWithinAuthority("\(host)")
        }
        let serverKey = Certificate.PrivateKey(P256.Signing.PrivateKey())
        let server = try Certificate(
            version: .v3,
            serialNumber: .init(),
            publicKey: serverKey.publicKey,
            notValidBefore: now.addingTimeInterval(-day),
            notValidAfter: now.addingTimeInterval(day * Double(days)),
            issuer: certificate.subject,
            subject: try DistinguishedName { CommonName(hosts.first.map { "\($0)" } ?? "Zeitreise") },
            extensions: Certificate.Extensions {
                Critical(BasicConstraints.notCertificateAuthority)
                Critical(KeyUsage(digitalSignature: true))
                try ExtendedKeyUsage([.serverAuth])
                SubjectAlternativeNames(hosts.map(\.generalName))
                SubjectKeyIdentifier(hash: serverKey.publicKey)
                AuthorityKeyIdentifier(keyIdentifier: try certificate.extensions.subjectKeyIdentifier?.keyIdentifier)
            },
            issuerPrivateKey: key
        )
        return (
            try server.serializeAsPEM().pemString + "\n" + certificatePEM(),
            try serverKey.serializeAsPEM().pemString + "\n"
        )
    }

    private func permitted() throws -> [GeneralName] {
        guard let constraints = try certificate.extensions.nameConstraints else { return [] }
        return constraints.permittedDNSDomains.map { .dnsName($0) }
            + constraints.permittedIPRanges.map { .ipAddress($0) }
    }
}

private let day = 86_400.0

/// Kinds of names of which none is permitted are free, so where no address is, all are excluded.
private func noAddresses(_ hosts: [CertificateHost]) -> [GeneralName] {
    [4, 16].compactMap { size in
        let hasOne = hosts.contains { if case .address(let bytes) = $0 { bytes.count == size } else { false } }
        let everything = [UInt8](repeating: 0, count: 2 * size)
        return hasOne ? nil : .ipAddress(ASN1OctetString(contentBytes: everything[...]))
    }
}
