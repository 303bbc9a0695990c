internal import HTTPTypes
internal import NIOHPACK
internal import NIOHTTP1

/// A GET or HEAD for content, read from its head in one pass.
struct ContentRequest {
    let method: HTTPRequest.Method
    let target: String
    /// The fields that change the answer.
    let conditions: HTTPFields
    /// Whether the connection of HTTP/1.1 closes after it.
    let isLast: Bool
}

extension ContentRequest {
    /// Nil for what is no matter of content, has a body, or is not plain enough to be judged here.
    init?(_ head: HTTPRequestHead, gate: ContentGate, local: String?) {
        guard head.version == .http1_1, ContentDesk.isContent(head.uri) else { return nil }
        var survey = FieldSurvey()
        survey.visitor.local = local
        for (name, value) in head.headers { survey.see(name, value) }
        let isLast = survey.hasConnection && !head.isKeepAlive
        self.init(head.method.rawValue, head.uri, survey, gate, isLast: isLast)
    }

    /// Of a request that has ended with its head.
    init?(_ headers: HPACKHeaders, gate: ContentGate, local: String?) {
        var survey = FieldSurvey()
        survey.visitor.local = local
        var target = "", method = ""
        for (name, value, _) in headers {
            switch name {
            case ":path": target = value
            case ":method": method = value
            case ":authority": survey.see("host", value)
            default: survey.see(name, value)
            }
        }
        guard ContentDesk.isContent(target) else { return nil }
        self.init(method, target, survey, gate, isLast: false)
    }

    private init?(_ method: String, _ target: String, _ survey: FieldSurvey, _ gate: ContentGate, isLast: Bool) {
        guard method == "GET" || method == "HEAD", survey.hosts == 1, !survey.hasBody, !survey.hasUpgrade,
            gate.admits(survey.visitor)
        else { return nil }
        self.init(
            method: method == "GET" ? .get : .head,
            target: target,
            conditions: survey.conditions,
            isLast: isLast
        )
    }

    func answer(from content: ReadyContent) -> Answer { content.representation.answer(to: method, conditions) }

    /// Whether the head that lies ready with the content is that of the answer.
    var isPlainGet: Bool { conditions.isEmpty && method == .get }
}
