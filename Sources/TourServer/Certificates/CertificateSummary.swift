internal import Foundation
internal import SwiftASN1
internal import X509

/// What a person wants to know of a certificate.
package struct CertificateSummary: Sendable, Encodable {
    package let subject: String
    package let issuer: String
    package let names: [String]
    /// As RFC 3339 has it.
    package let notBefore: String
    package let notAfter: String
    package let daysLeft: Int
    /// By this machine's clock.
    package let standing: CertificateValidity.Standing
    let validity: CertificateValidity

    private enum CodingKeys: CodingKey {
        case subject, issuer, names, notBefore, notAfter, daysLeft, standing
    }

    /// Reads the first certificate of a file in PEM.
    ///
    /// - Throws: `TourServerError.certificate` when there is none.
    package init(path: String) throws(TourServerError) {
        guard let text = try? String(contentsOfFile: path, encoding: .utf8),
            let certificate = try? Certificate(pemEncoded: text.firstPEM)
        else { throw .certificate(path, "it holds no certificate in PEM") }
        subject = "\(certificate.subject)"
        issuer = "\(certificate.issuer)"
        names = (try? certificate.extensions.subjectAlternativeNames)?.compactMap(\.host) ?? []
        notBefore = certificate.notValidBefore.ISO8601Format()
        notAfter = certificate.notValidAfter.ISO8601Format()
        validity = CertificateValidity(
            notBefore: Int(certificate.notValidBefore.timeIntervalSince1970),
            notAfter: Int(certificate.notValidAfter.timeIntervalSince1970)
        )
        (daysLeft, standing) = (validity.daysLeft(), validity.standing())
    }
}

extension GeneralName {
    fileprivate var host: String? {
        switch self {
        case .dnsName(let name): name
        case .ipAddress(let bytes): "\(CertificateHost.address(Array(bytes.bytes)))"
        default: nil
        }
    }
}

extension String {
    /// Up to the end of the first block: a chain has more.
    fileprivate var firstPEM: String {
        let end = "-----END CERTIFICATE-----"
        return firstRange(of: end).map { String(self[..<$0.upperBound]) } ?? self
    }
}
