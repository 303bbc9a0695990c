internal import Crypto
internal import Foundation

/// The private half of an Ed25519 key.
package struct SigningKey: Sendable {
    private let key: Curve25519.Signing.PrivateKey

    package var verification: VerificationKey { VerificationKey(key.publicKey) }

    /// A new one.
    package init() { key = Curve25519.Signing.PrivateKey() }

    /// - Throws: `DepotError.key` where there is none in the file.
    package init(path: String) throws(DepotError) {
        guard let pem = try? String(contentsOfFile: path, encoding: .utf8) else {
            throw .key(path, "cannot be read; make a key with 'zeitreise release key FILE'")
        }
        guard let bytes = KeyPEM.read(pem, .signing),
            let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: bytes)
        else { throw .key(path, "holds no private Ed25519 key in PEM") }
        self.key = key
    }

    /// Writes a new key, readable by its owner alone, and its public half beside it as `PATH.pub`.
    ///
    /// - Throws: `DepotError.inTheWay` where one of the files is there.
    package static func make(at path: String) throws(DepotError) -> Self {
        let made = Self()
        var reserved: [String] = []
        do throws(DepotError) {
            for file in [path, path + ".pub"] {
                try reserve(file)
                reserved.append(file)
            }
            try writeWhole(Array(KeyPEM.text(made.key.rawRepresentation, .signing).utf8), to: path, mode: 0o600)
            try writeWhole(Array(made.verification.pem.utf8), to: path + ".pub", mode: 0o644)
        } catch {
            for file in reserved { unsafe unlink(file) }
            throw error
        }
        return made
    }

    /// Takes a name for itself, so that of two who want it at the same moment one is told. No link: sticks know none.
    private static func reserve(_ path: String) throws(DepotError) {
        let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw errno == EEXIST ? .inTheWay(path) : .lastFailure(path) }
        close(descriptor)
    }

    func sign(_ message: [UInt8]) throws(DepotError) -> [UInt8] {
        do {
            return Array(try key.signature(for: message))
        } catch {
            throw .key("the private key", "cannot sign")
        }
    }
}
