internal import AsyncHTTPClient
internal import NIOCore
internal import NIOPosix

extension Doctor {
    /// Asks a running server how it is.
    func serverChecks() async -> [DoctorCheck] {
        guard let admin else { return [] }
        do {
            let client = HTTPClient(eventLoopGroup: .singletonMultiThreadedEventLoopGroup)
            let answer: String
            do {
                let request = HTTPClientRequest(url: "http://\(admin)/metrics")
                let response = try await client.execute(request, timeout: TimeAmount(patience))
                answer = String(buffer: try await response.body.collect(upTo: 1 << 20))
            } catch {
                try? await client.shutdown()
                throw error
            }
            try? await client.shutdown()
            return ServerFigures(answer).checks
        } catch {
            return [
                .fault(
                    "server",
                    "no answer at \(admin)",
                    "start it: 'zeitreise serve', or 'systemctl start zeitreise'",
                    code: "server_gone"
                )
            ]
        }
    }
}

/// What a server says of itself, in the text format of Prometheus.
package struct ServerFigures {
    private let values: [String: Double]

    /// Lines that are none are passed over.
    package init(_ text: String) {
        let samples = text.split(separator: "\n").compactMap { line -> (String, Double)? in
            guard line.first != "#", let space = line.lastIndex(of: " "),
                let value = Double(line[line.index(after: space)...])
            else { return nil }
            return (String(line[..<space]), value)
        }
        values = Dictionary(samples) { _, last in last }
    }

    private func figure(_ name: String) -> Int? { values["zeitreise_\(name)"].flatMap { Int(exactly: $0) } }

    package var checks: [DoctorCheck] {
        var checks: [DoctorCheck] = []
        if let rotten = figure("rotten_blobs_total"), rotten > 0 {
            let fact = "\(rotten) reads of damaged content since it started"
            checks.append(
                .fault("server", fact, "copy the bundle again, then restart the server", code: "server_rotten")
            )
        } else {
            checks.append(.good("server", "it answers", code: "server_answers"))
        }
        guard let enrolled = figure(#"headsets{state="enrolled"}"#) else { return checks }
        let connected = figure(#"headsets{state="connected"}"#) ?? 0
        let ready = figure(#"headsets{state="ready"}"#) ?? 0
        return checks + [.headsets(enrolled: enrolled, connected: connected, ready: ready)]
    }
}

extension DoctorCheck {
    static func headsets(enrolled: Int, connected: Int, ready: Int) -> Self {
        let subject = "headsets"
        let fact = "\(enrolled) enrolled, \(connected) connected, \(ready) with the whole tour"
        let values = ["enrolled": "\(enrolled)", "connected": "\(connected)", "ready": "\(ready)"]
        if enrolled == 0 {
            let advice = "enrol them: the guide approves the code that each shows"
            return .warning(subject, fact, advice, code: "headsets_none", values)
        }
        guard ready < enrolled else { return .good(subject, fact, code: "headsets_ready", values) }
        let advice = "switch all on beside the bus and wait until they hold the tour"
        return .warning(subject, fact, advice, code: "headsets_waiting", values)
    }
}
