extension ServerMetrics {
    /// In the text format of Prometheus.
    ///
    /// - Parameter certificate: where there is one.
    func lines(certificate: CertificateValidity?, headsets: HeadsetCounts) -> [String] {
        var lines: [String] = []
        func add(_ name: String, _ kind: String, _ help: String, _ samples: [(String, Int)]) {
            lines += ["# HELP zeitreise_\(name) \(help)", "# TYPE zeitreise_\(name) \(kind)"]
            lines += samples.map { "zeitreise_\(name)\($0) \($1)" }
        }
        add(
            "requests_total",
            "counter",
            "Requests, for content at the door and for all else.",
            [(#"{for="content"}"#, contentRequests.now), (#"{for="other"}"#, otherRequests.now)]
        )
        add("content_bytes_total", "counter", "Bytes of content sent, without heads.", [("", bodyBytes.now)])
        add(
            "cache_lookups_total",
            "counter",
            "Content found in memory, and read from the bundle.",
            [(#"{result="hit"}"#, cacheHits.now), (#"{result="miss"}"#, cacheMisses.now)]
        )
        add("connections_total", "counter", "Connections accepted.", [("", connections.now)])
        add("connections", "gauge", "Connections open.", [("", connections.now - closedConnections.now)])
        add(
            "refused_total",
            "counter",
            "Refused, for they were too many, too large or not clear.",
            [(#"{what="connection"}"#, refusedConnections.now), (#"{what="request"}"#, refusedRequests.now)]
        )
        add("timeouts_total", "counter", "Connections and requests ended for being too slow.", [("", timeouts.now)])
        add(
            "rotten_blobs_total",
            "counter",
            "Reads of bytes with another SHA-256 than theirs.",
            [("", rottenBlobs.now)]
        )
        add("read_errors_total", "counter", "Reads of the bundle that failed.", [("", readErrors.now)])
        add(
            "headsets",
            "gauge",
            "Headsets: all that are enrolled, those that listen, and those that hold the whole tour.",
            [
                (#"{state="enrolled"}"#, headsets.enrolled), (#"{state="connected"}"#, headsets.connected),
                (#"{state="ready"}"#, headsets.ready),
            ]
        )
        if let certificate {
            add(
                "certificate_days_left",
                "gauge",
                "Whole days until the certificate ends.",
                [("", certificate.daysLeft())]
            )
            let isValid = certificate.standing() == .valid
            add("certificate_valid", "gauge", "Whether it is valid by this machine's clock.", [("", isValid ? 1 : 0)])
        }
        return lines
    }
}
