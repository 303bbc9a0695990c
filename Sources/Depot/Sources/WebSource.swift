internal import AsyncHTTPClient
internal import Foundation
internal import NIOCore
internal import NIOHTTP1
internal import NIOHTTPCompression
internal import NIOPosix
internal import NIOSSL
internal import Synchronization
package import TourBundle

/// A depot that `zeitreise serve --depot` serves, over one connection.
package final class WebSource: DepotSource {
    package let name: String
    private let base: String
    private let client: HTTPClient
    private let count = Mutex(0)
    private let limit: Mutex<RateLimit?>

    /// - Parameters:
    ///   - address: `http://HOST:PORT` or `https://HOST:PORT`, with no slash at its end.
    ///   - authority: certificates in PEM that are trusted beside the system's; nil for these alone.
    ///   - megabitsPerSecond: nil for as fast as it comes.
    /// - Throws: `DepotError.source` where the authority's file cannot be used.
    package init(address: String, authority: String?, megabitsPerSecond: Double?) throws(DepotError) {
        (name, base) = (address, address + "/api/v1/depot")
        var configuration = HTTPClient.Configuration(
            redirectConfiguration: .disallow,
            timeout: .init(connect: .seconds(10), read: .seconds(30)),
            decompression: .enabled(limit: .size(ReleaseManifest.mostBytes))
        )
        configuration.httpVersion = .http1Only
        configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = 1
        configuration.connectionPool.retryConnectionEstablishment = false
        if let authority {
            guard let certificates = try? NIOSSLCertificate.fromPEMFile(authority) else {
                throw .key(authority, "holds no certificate in PEM; give the authority.pem of the depot's certificate")
            }
            var tls = TLSConfiguration.makeClientConfiguration()
            tls.additionalTrustRoots = [.certificates(certificates)]
            configuration.tlsConfiguration = tls
        }
        client = HTTPClient(eventLoopGroup: .singletonMultiThreadedEventLoopGroup, configuration: configuration)
        limit = Mutex(megabitsPerSecond.map { RateLimit(megabitsPerSecond: $0, at: .now) })
    }

    private static let offerPath = "/releases"
    private var offerURL: String { base + Self.offerPath }

    package var received: Int { count.withLock { $0 } }
    package func close() async { try? await client.shutdown() }

    /// On the way perhaps, so that it is worth another try.
    package func damaged(_ what: String) -> DepotError { unreachable("\(what) came damaged") }

    package func offer() async throws -> DepotOffer {
        let json = try await whole(Self.offerPath, most: 4 << 20)
        guard let offer = try? ManifestJSON.decode(DepotOffer.self, from: json) else {
            throw DepotError.noDepot(name, reason: "what answers there is no depot")
        }
        return offer
    }

    package func release(_ id: ReleaseID) async throws -> [UInt8] {
        try await whole("/releases/\(id.name)", most: ReleaseManifest.mostBytes)
    }

    package func text(_ text: ReleaseText, of id: ReleaseID, most: Int) async throws -> [UInt8] {
        try await whole("/releases/\(id.name)/\(text.rawValue)", most: most)
    }

    package func tileList(_ panorama: Digest, of id: ReleaseID, most: Int) async throws -> [UInt8] {
        try await whole("/releases/\(id.name)/panoramas/\(panorama)", most: most)
    }

    package func blobs(
        _ digests: [Digest],
        of id: ReleaseID,
        most: Int,
        total: Int,
        _ receive: (Digest, [UInt8]) async throws -> Void
    ) async throws {
        var request = request("/releases/\(id.name)/blobs")
        request.method = .POST
        request.headers.add(name: "Content-Type", value: "application/octet-stream")
        request.body = .bytes(digests.flatMap(\.bytes))
        var frames = BlobFrames(most: most, total: total)
        var wanted = digests[...]
        try await exchange(request) { piece in
            frames.add(piece)
            while let digest = wanted.first, let bytes = try frames.next() {
                wanted.removeFirst()
                try await receive(digest, bytes)
            }
        }
        guard wanted.isEmpty, frames.isEmpty else { throw unreachable("an answer that is too short or too long") }
    }

    package func blob(_ part: BundleContent.Part, of id: ReleaseID, to file: PartialBlob) async throws {
        if file.bytes > part.bytes { file.remove() }
        guard file.bytes < part.bytes else { return }
        var request = request("/releases/\(id.name)/blobs/\(part.digest)")
        request.headers.add(name: "Range", value: "bytes=\(file.bytes)-")
        // Only of these very bytes; else the whole is sent.
        request.headers.add(name: "If-Range", value: "\"\(part.digest)\"")
        try await exchange(request) { status in
            // The whole, where the depot or something on the way gives no parts.
            if status == .ok { file.remove() }
            return status == .ok || status == .partialContent
        } take: { piece in
            guard file.bytes + piece.readableBytes <= part.bytes else { throw self.unreachable("too long an answer") }
            try file.append(Array(piece.readableBytesView))
        }
    }

    package func report(_ report: SignedReport) async throws {
        var request = request("/reports")
        request.method = .POST
        request.headers.add(name: "Content-Type", value: "application/octet-stream")
        request.body = .bytes(report.file)
        try await exchange(request) {
            $0 == .noContent
        } take: { _ in
        }
    }

    // MARK: - Requests

    private func request(_ path: String) -> HTTPClientRequest {
        var request = HTTPClientRequest(url: base + path)
        request.headers.add(name: "User-Agent", value: "zeitreise")
        return request
    }

    private func whole(_ path: String, most: Int) async throws -> [UInt8] {
        var request = request(path)
        request.headers.add(name: "Accept-Encoding", value: "gzip")
        var bytes: [UInt8] = []
        try await exchange(request) { piece in
            guard bytes.count + piece.readableBytes <= most else { throw self.unreachable("too long an answer") }
            bytes += piece.readableBytesView
        }
        return bytes
    }

    /// Sends a request and hands on its answer as it comes, no faster than was asked for.
    private func exchange(
        _ request: HTTPClientRequest,
        isWanted: (HTTPResponseStatus) -> Bool = { $0 == .ok },
        take: (ByteBuffer) async throws -> Void
    ) async throws {
        do {
            let response = try await client.execute(request, deadline: .distantFuture)
            guard isWanted(response.status) else { throw fault(response.status, of: request.url) }
            for try await piece in response.body {
                count.withLock { $0 += piece.readableBytes }
                try await pause(for: piece.readableBytes)
                try await take(piece)
            }
        } catch let error as DepotError {
            throw error
        } catch let error as BundleError {
            throw error
        } catch let error as BlobFrames.Fault {
            throw unreachable(error == .absent ? "its bundle lacks something" : "an answer that makes no sense")
        } catch {
            guard !Task.isCancelled else { throw CancellationError() }
            throw isMistrust(error) ? DepotError.untrusted(name) : unreachable(words(error))
        }
    }

    private func pause(for bytes: Int) async throws {
        let wait = limit.withLock { $0?.take(bytes, at: .now) } ?? .zero
        if wait > .zero { try await Task.sleep(for: wait) }
    }

    private func fault(_ status: HTTPResponseStatus, of url: String) -> DepotError {
        switch status.code {
        // What it offered a moment ago may have made way for a newer one.
        case 404 where url != offerURL: unreachable("the depot has no longer what it offered")
        case 404: .noDepot(name, reason: "there is no depot at this address")
        case 421: .noDepot(name, reason: "the depot does not answer to this name; add --host to its 'serve'")
        default: unreachable("the depot answered \(status.code)")
        }
    }

    private func unreachable(_ reason: String) -> DepotError { .unreachable(name, reason: reason) }
}

/// Why a connection failed, for people.
private func words(_ error: any Error) -> String {
    switch error {
    case let error as HTTPClientError: error.shortDescription.lowercased()
    case let error as NIOConnectionError where error.connectionErrors.isEmpty: "no such host is known"
    case let error as NIOConnectionError:
        error.connectionErrors.first.map { words($0.error) } ?? "no connection"
    case let error as IOError: unsafe String(cString: strerror(error.errnoCode))
    case is NIOSSLError, is NIOSSLExtraError: "no secure connection: \(error)"
    default: "\(error)"
    }
}

/// Whether a certificate was looked at and not trusted; all else about a connection may pass.
private func isMistrust(_ error: any Error) -> Bool {
    switch error {
    case NIOSSLError.unableToValidateCertificate: true
    case NIOSSLError.handshakeFailed(let reason): "\(reason)".contains("CERTIFICATE_VERIFY_FAILED")
    case let error as NIOSSLExtraError: error == .failedToValidateHostname
    default: false
    }
}
