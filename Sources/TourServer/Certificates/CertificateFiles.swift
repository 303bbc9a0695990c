internal import Files
internal import Foundation

/// The files of an authority and of a server's certificate in one folder.
package struct CertificateFiles: Sendable {
    package let authority: String
    package let authorityKey: String
    package let certificate: String
    package let key: String

    package init(folder: String) {
        let path = { (name: String) in folder == "." ? name : folder + "/" + name }
        authority = path("authority.pem")
        authorityKey = path("authority.key")
        certificate = path("server.pem")
        key = path("server.key")
    }

    /// Makes a certificate for these hosts, by the authority that is there, or else by a new one for the same hosts.
    ///
    /// - Parameters:
    ///   - days: that the certificate is valid; a new authority is for ten years.
    ///   - isReplacing: whether a certificate and key that are there give way.
    /// - Returns: the paths of the files written.
    /// - Throws: `TourServerError` when a file is in the way, cannot be read or written, or the authority is not for a host.
    package func make(for hosts: [CertificateHost], days: Int, isReplacing: Bool) throws -> [String] {
        if !isReplacing {
            for path in [certificate, key] where exists(path) { throw TourServerError.fileExists(path) }
        }
        var written: [String] = []
        let authority = try readAuthority() ?? CertificateAuthority.make(for: hosts, days: Self.authorityDays)
        let server = try authority.issue(for: hosts, days: days)
        if !exists(self.authority) {
            try write(authority.keyPEM(), authorityKey, mode: 0o600)
            try write(authority.certificatePEM(), self.authority, mode: 0o644)
            written += [self.authority, authorityKey]
        }
        try write(server.key, key, mode: 0o600)
        try write(server.chain, certificate, mode: 0o644)
        return written + [certificate, key]
    }

    private static let authorityDays = 3653

    private func readAuthority() throws -> CertificateAuthority? {
        guard exists(authority) else {
            if exists(authorityKey) { throw TourServerError.fileExists(authorityKey) }
            return nil
        }
        do {
            return try CertificateAuthority(
                certificatePEM: String(contentsOfFile: authority, encoding: .utf8),
                keyPEM: String(contentsOfFile: authorityKey, encoding: .utf8)
            )
        } catch {
            throw TourServerError.certificate(authority, "it and \(authorityKey) cannot be read as an authority")
        }
    }

    private func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }
}

/// Whole or not at all, and never readable by more than `mode` says.
private func write(_ text: String, _ path: String, mode: mode_t) throws(TourServerError) {
    do {
        try writeWhole(text.utf8, to: path, mode: mode)
    } catch {
        throw .notWritten(path, reason: error.reason)
    }
}
