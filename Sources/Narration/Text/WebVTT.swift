extension SpeechTrack {
    /// The captions as a WebVTT file (W3C), with a note before them.
    package func captions(note: String) -> String {
        let cues = cues.map { cue in
            let words = cue.text.split(separator: " ")
            let lines = CaptionLines.lines(of: words[...]) ?? [cue.text]
            return """

                \(time(cue.start)) --> \(time(cue.end))
                \(lines.map(escaped).joined(separator: "\n"))

                """
        }
        return "WEBVTT\n\nNOTE\n\(note)\n" + cues.joined()
    }

    /// `HH:MM:SS.mmm`
    private func time(_ sample: Int) -> String {
        let all = milliseconds(at: sample)
        func digits(_ number: Int, _ count: Int) -> String {
            let text = String(number)
            return String(repeating: "0", count: max(0, count - text.count)) + text
        }
        return "\(digits(all / 3_600_000, 2)):\(digits(all / 60_000 % 60, 2)):\(digits(all / 1000 % 60, 2))"
            + ".\(digits(all % 1000, 3))"
    }
}

private func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
}
