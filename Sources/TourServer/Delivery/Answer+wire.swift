internal import HTTPTypes
internal import NIOCore
internal import NIOHPACK

extension Answer {
    /// The lines of an HTTP/1.1 head after the first three (status, `Date`, `Server`), with the empty one.
    ///
    /// - Parameter isLast: whether the connection closes after this answer.
    func http1Fields(isLast: Bool) -> ByteBuffer {
        var buffer = ByteBuffer()
        for field in fields {
            buffer.writeString(field.name.rawName)
            buffer.writeStaticString(": ")
            buffer.writeString(field.value)
            buffer.writeStaticString("\r\n")
        }
        if isLast { buffer.writeStaticString("Connection: close\r\n") }
        buffer.writeStaticString("\r\n")
        return buffer
    }

    /// Always of a connection with TLS, for only there HTTP/2 is agreed on.
    func http2Head(date: String) -> HPACKHeaders {
        var headers = HPACKHeaders()
        headers.reserveCapacity(fields.count + 4)
        headers.add(name: ":status", value: String(status.code))
        headers.add(name: "server", value: serverName)
        headers.add(name: "date", value: date)
        headers.add(name: "strict-transport-security", value: strictTransport)
        for field in fields {
            headers.add(
                name: field.name.canonicalName,
                value: field.value,
                indexing: ownToContent.contains(field.name) ? .nonIndexable : .indexable
            )
        }
        return headers
    }
}

/// Fields whose values come once: in the table of a connection they would only push out those that are the same for all.
private let ownToContent: Set<HTTPField.Name> = [.contentLength, .contentRange, .eTag]

/// Of every answer's `Server`.
let serverName = "Zeitreise"
