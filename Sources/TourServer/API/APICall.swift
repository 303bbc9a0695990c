internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import NIOCore
internal import TourBundle

/// A request to live state with what is known of its sender.
struct APICall: Sendable {
    let request: Request
    let scope: RequestScope
    let visitor: Visitor
    let isSecure: Bool

    /// No body of this interface is longer; a report of 512 panoramas has 34 KB.
    private static let mostBytes = 64 * 1024

    /// Throws what a page of another site would send. Browsers say where a request comes from; other programs need not.
    func refuseOtherSites() throws(Problem) {
        let fields = request.headers
        if let origin = fields[.origin] {
            let own = "\(isSecure ? "https" : "http")://\(request.head.authority ?? "")"
            guard origin.lowercased() == own.lowercased() else { throw .crossSite }
        }
        if let name = HTTPField.Name("Sec-Fetch-Site"), let site = fields[name] {
            guard site == "same-origin" || site == "none" else { throw .crossSite }
        }
    }

    func body<Body: Decodable>(_ type: Body.Type) async throws(Problem) -> Body {
        guard let mediaType = request.headers[.contentType]?.split(separator: ";").first,
            mediaType.trimmingCharacters(in: .whitespaces).lowercased() == MediaType.json
        else { throw .notJSON }
        let bytes = try await bytes()
        do {
            return try ManifestJSON.decode(type, from: bytes)
        } catch {
            throw .malformedBody
        }
    }

    private func bytes() async throws(Problem) -> [UInt8] {
        var bytes: [UInt8] = []
        do {
            for try await piece in request.body {
                guard bytes.count + piece.readableBytes <= Self.mostBytes else { throw Problem.tooLargeBody }
                bytes += piece.readableBytesView
            }
        } catch let problem as Problem {
            throw problem
        } catch {
            throw .malformedBody
        }
        return bytes
    }

    /// The guide's session, or a refusal.
    func guide() throws(Problem) -> Digest {
        guard case .guide(let token) = visitor else { throw .guidesOnly }
        return token
    }
}

extension Response {
    /// JSON that nobody may keep.
    static func live(json: [UInt8], status: HTTPResponse.Status = .ok, cookie: String? = nil) -> Self {
        var fields = HTTPFields.security
        fields[.contentType] = MediaType.json
        fields[.contentLength] = String(json.count)
        fields[.cacheControl] = "no-store"
        fields[.setCookie] = cookie
        return Response(status: status, headers: fields, body: .init(byteBuffer: ByteBuffer(bytes: json)))
    }

    static func live(_ body: some Encodable, status: HTTPResponse.Status = .ok, cookie: String? = nil) -> Self {
        // These bodies are plain texts and finite numbers: JSON has a form for each.
        .live(json: (try? ManifestJSON.encode(body)) ?? [], status: status, cookie: cookie)
    }

    /// A table to be kept as a file of this name.
    static func live(csv: String, as name: String) -> Self {
        var fields = HTTPFields.security
        fields[.contentType] = "\(MediaType.csv); charset=utf-8; header=present"
        fields[.contentLength] = String(csv.utf8.count)
        fields[.contentDisposition] = #"attachment; filename="\#(name).csv""#
        fields[.cacheControl] = "no-store"
        return Response(status: .ok, headers: fields, body: .init(byteBuffer: ByteBuffer(string: csv)))
    }

    static func done(cookie: String? = nil) -> Self {
        var fields = HTTPFields.security
        fields[.cacheControl] = "no-store"
        fields[.setCookie] = cookie
        return Response(status: .noContent, headers: fields)
    }
}
