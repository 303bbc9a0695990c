internal import Depot
internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import NIOCore
internal import TourBundle

extension DepotResponder {
    /// Blobs in the order asked for, read one after the other as the client takes them.
    func blobs(_ id: ReleaseID, _ request: Request, _ scope: RequestScope) async throws -> Response {
        let body = try await self.body(request, most: BlobFrames.mostDigests * Digest.byteCount)
        guard let digests = BlobFrames.digests(body), Set(digests).count == digests.count else {
            throw Problem.noDigests
        }
        guard let bundle = try await shelf.release(id)?.bundle else { throw Problem.notFound }
        var fields = HTTPFields.security
        fields[.contentType] = "application/octet-stream"
        fields[.cacheControl] = "no-store"
        return Response(
            status: .ok,
            headers: fields,
            body: .init { writer in
                var buffer = ByteBuffer()
                for digest in digests {
                    // What cannot be read is told as missing: the head has gone out already.
                    let large = Self.add(try? await bundle.blob(digest), to: &buffer)
                    guard large != nil || buffer.readableBytes >= Self.pieceBytes else { continue }
                    try await writer.write(buffer)
                    try await scope.untilHandedOver()
                    buffer = ByteBuffer()
                    guard let large else { continue }
                    for piece in large.pieces(of: 0..<large.byteCount) {
                        try await writer.write(ByteBuffer(bytes: large.read(piece)))
                        try await scope.untilHandedOver()
                    }
                }
                if buffer.readableBytes > 0 { try await writer.write(buffer) }
                try await writer.finish(nil)
            }
        )
    }

    /// - Returns: what still has to follow the length.
    private static func add(_ blob: StoredBlob?, to buffer: inout ByteBuffer) -> LargeBlob? {
        switch blob {
        case .whole(let bytes):
            buffer.writeInteger(UInt32(bytes.count))
            buffer.writeBytes(bytes)
        case .large(let blob):
            buffer.writeInteger(UInt32(blob.byteCount))
            return blob
        case nil: buffer.writeInteger(BlobFrames.absent)
        }
        return nil
    }

    private static var pieceBytes: Int { 256 << 10 }

    /// Keeps a bus's report.
    func take(_ request: Request) async throws -> Response {
        let file = try await body(request, most: BusReport.mostBytes)
        guard let report = try? SignedReport(file: file, name: "report") else { throw Problem.noReport }
        guard try await book.take(report, at: time(nil)) == .kept else { throw Problem.oldReport }
        return .done()
    }

    private func body(_ request: Request, most: Int) async throws(Problem) -> [UInt8] {
        do {
            return Array(try await request.body.collect(upTo: most).readableBytesView)
        } catch {
            throw .tooLargeBody
        }
    }
}

extension Problem {
    static let noDigests = Self(
        .badRequest,
        "The body is up to 1024 digests of 32 bytes each, one after the other, none of them twice."
    )
    static let noReport = Self(.unprocessableContent, "The body is no signed report of a bus.")
    static let oldReport = Self(
        .conflict,
        "A report of this bus with this number or a later one is here already; nothing was changed."
    )
    static let unreadableDepot = Self(
        .serviceUnavailable,
        "The depot's folder cannot be read at this moment; the server's log says why.",
        [.retryAfter: "5"]
    )
}
