internal import NIOCore
internal import NIOSSL
internal import Synchronization
internal import TourBundle

/// The certificate that the server shows, and the files it comes from.
package final class CertificateStore: Sendable {
    private struct State {
        var context: NIOSSLContext
        var validity: CertificateValidity
        var files: [FileState?]
    }

    let certificate: String
    let key: String
    private let state: Mutex<State>

    /// Reads a certificate, with those that lead to its authority behind it, and its key, both in PEM.
    ///
    /// - Throws: `TourServerError.certificate`, which says what is wrong with which file.
    package init(certificate: String, key: String) throws(TourServerError) {
        self.certificate = certificate
        self.key = key
        state = Mutex(try Self.read(certificate, key))
    }

    /// For the next connection.
    var context: NIOSSLContext { state.withLock { $0.context } }

    package var validity: CertificateValidity { state.withLock { $0.validity } }

    /// Reads the files again where they have changed. What cannot be used changes nothing, and is tried again when it changes.
    ///
    /// - Returns: whether there is a new certificate.
    func reload() throws(TourServerError) -> Bool {
        let files = Self.states(certificate, key)
        let isChanged = state.withLock { state in
            defer { state.files = files }
            return state.files != files
        }
        guard isChanged else { return false }
        let new = try Self.read(certificate, key)
        state.withLock { $0 = new }
        return true
    }

    private static func states(_ paths: String...) -> [FileState?] { paths.map { FileState(path: $0) } }

    private static func read(_ certificate: String, _ key: String) throws(TourServerError) -> State {
        let files = states(certificate, key)
        let chain = try readChain(certificate)
        let context = try makeContext(chain, key: try readKey(key), certificate)
        let first = chain[0]
        let validity = CertificateValidity(notBefore: Int(first.notValidBefore), notAfter: Int(first.notValidAfter))
        return State(context: context, validity: validity, files: files)
    }

    private static func readChain(_ path: String) throws(TourServerError) -> [NIOSSLCertificate] {
        do {
            let chain = try NIOSSLCertificate.fromPEMFile(path)
            guard !chain.isEmpty else { throw TourServerError.certificate(path, "it holds no certificate in PEM") }
            return chain
        } catch let error as TourServerError {
            throw error
        } catch {
            throw .certificate(path, "it cannot be read as certificates in PEM")
        }
    }

    private static func readKey(_ path: String) throws(TourServerError) -> NIOSSLPrivateKey {
        do {
            return try NIOSSLPrivateKey(file: path, format: .pem)
        } catch {
            throw .certificate(path, "it cannot be read as a private key in PEM without a passphrase")
        }
    }

    private static func makeContext(
        _ chain: [NIOSSLCertificate],
        key: NIOSSLPrivateKey,
        _ path: String
    ) throws(TourServerError) -> NIOSSLContext {
        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: chain.map { .certificate($0) },
            privateKey: .privateKey(key)
        )
        configuration.minimumTLSVersion = .tlsv12
        configuration.cipherSuiteValues = cipherSuites
        configuration.applicationProtocols = ["h2", "http/1.1"]
        // Who does not say goodbye in return holds nobody up, least of all the end of the server.
        configuration.shutdownTimeout = .seconds(1)
        do {
            return try NIOSSLContext(configuration: configuration)
        } catch {
            throw .certificate(path, "it does not belong to the private key")
        }
    }
}

/// Of TLS 1.2: only those with forward secrecy and authenticated encryption, which HTTP/2 asks for (RFC 9113, 9.2.2). TLS 1.3 has no others.
private let cipherSuites: [NIOTLSCipher] = [
    .TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, .TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
    .TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384, .TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384,
    .TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256, .TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256,
]
