import Foundation

/// A TCP connection to this machine that sends bytes as they are: no HTTP library tidies a request up.
///
/// Calls block; a peer that is silent for ten seconds is an error.
final class RawConnection {
    enum Failure: Error {
        case system(Int32)
        /// The server closed before the answer was whole.
        case closed
        case notHTTP(String)
    }

    private let descriptor: Int32
    private var received: [UInt8] = []

    init(port: Int) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { throw Failure.system(errno) }
        var patience = timeval(tv_sec: 10, tv_usec: 0)
        unsafe setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
        let result = unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard result == 0 else { throw Failure.system(errno) }
    }

    deinit { close(descriptor) }

    /// Sends text; bytes that the server no longer takes are no error, its answer tells.
    func send(_ text: String) {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let sent = unsafe rest.withUnsafeBytes {
                unsafe Foundation.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard sent > 0 else { return }
            rest = rest.dropFirst(sent)
        }
    }

    /// The next answer; `hasBody` is false for that to a HEAD.
    func receive(hasBody: Bool = true) throws -> RawAnswer {
        while true {
            if let end = received.firstRange(of: Array("\r\n\r\n".utf8)) {
                var answer = try RawAnswer(head: String(decoding: received[..<end.lowerBound], as: UTF8.self))
                received.removeSubrange(..<end.upperBound)
                let length = hasBody ? answer.fields["content-length"]?.first.flatMap { Int($0) } ?? 0 : 0
                while received.count < length { try receiveMore() }
                answer.body = String(decoding: received[..<length], as: UTF8.self)
                received.removeSubrange(..<length)
                return answer
            }
            try receiveMore()
        }
    }

    /// Whether the server closes now and has sent nothing more.
    func isClosedByServer() -> Bool {
        do {
            try receiveMore()
            return false
        } catch Failure.closed {
            return received.isEmpty
        } catch {
            return false
        }
    }

    /// Whether the server closes once all that it has sent is read.
    func isClosedAfterAll() throws -> Bool {
        do {
            while true { try receiveMore() }
        } catch Failure.closed {
            return true
        }
    }

    /// Tells the server that nothing more comes.
    func endSending() { shutdown(descriptor, Int32(SHUT_WR)) }

    /// Sends `text` again and again with a little time between, until the server has closed.
    ///
    /// - Returns: false when it has not after `duration`.
    func drips(_ text: String, for duration: Duration) throws -> Bool {
        let end = ContinuousClock.now.advanced(by: duration)
        var state = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        while ContinuousClock.now < end {
            send(text)
            guard unsafe poll(&state, 1, 20) > 0 else { continue }
            do {
                try receiveMore()
            } catch Failure.closed {
                return true
            }
        }
        return false
    }

    func receiveMore() throws {
        var part = [UInt8](repeating: 0, count: 65_536)
        let count = unsafe part.withUnsafeMutableBytes { unsafe recv(descriptor, $0.baseAddress, $0.count, 0) }
        // A reset is how TCP closes when the server left bytes of ours unread.
        if count == 0 || count < 0 && (errno == ECONNRESET || errno == EPIPE) { throw Failure.closed }
        guard count > 0 else { throw Failure.system(errno) }
        received += part[..<count]
    }
}

/// An HTTP/1.1 answer as it came.
struct RawAnswer {
    let status: Int
    /// By name in lower case.
    let fields: [String: [String]]
    var body = ""

    init(head: String) throws {
        let lines = head.components(separatedBy: "\r\n")
        let start = lines[0].split(separator: " ")
        guard start.count >= 2, start[0] == "HTTP/1.1", let status = Int(start[1]) else {
            throw RawConnection.Failure.notHTTP(lines[0])
        }
        self.status = status
        let pairs = lines.dropFirst().map { line in
            let name = line.prefix { $0 != ":" }
            return (name.lowercased(), [line.dropFirst(name.count + 1).trimmingCharacters(in: .whitespaces)])
        }
        fields = Dictionary(pairs, uniquingKeysWith: +)
    }
}
