internal import HTTPTypes

/// What matters of a request's fields when it asks for content.
struct FieldSurvey {
    var visitor = ContentGate.Visitor()
    var hosts = 0
    /// Those that change the answer: conditions, ranges and codings.
    var conditions = HTTPFields()
    var hasBody = false
    var hasConnection = false
    var hasUpgrade = false

    /// Takes in a field; most are told apart by the length of their name.
    mutating func see(_ name: String, _ value: String) {
        switch name.utf8.count {
        case 4 where isSame(name, "host"):
            visitor.host = value
            hosts += 1
        case 5 where isSame(name, "range"): keep(.range, value)
        case 6 where isSame(name, "cookie"): visitor.cookie = visitor.cookie.map { "\($0); \(value)" } ?? value
        case 6 where isSame(name, "expect"): hasBody = true
        case 7 where isSame(name, "upgrade"): hasUpgrade = true
        case 8 where isSame(name, "if-match"): keep(.ifMatch, value)
        case 8 where isSame(name, "if-range"): keep(.ifRange, value)
        case 10 where isSame(name, "connection"): hasConnection = true
        case 13 where isSame(name, "if-none-match"): keep(.ifNoneMatch, value)
        case 13 where isSame(name, "authorization"): visitor.authorization = value
        case 14 where isSame(name, "content-length"): hasBody = hasBody || value != "0"
        case 15 where isSame(name, "accept-encoding"): keep(.acceptEncoding, value)
        case 17 where isSame(name, "transfer-encoding"): hasBody = true
        default: break
        }
    }

    private mutating func keep(_ name: HTTPField.Name, _ value: String) {
        conditions.append(HTTPField(name: name, value: value))
    }
}

/// Without regard to case, of a name in lower case that is as long.
private func isSame(_ name: String, _ lowercase: String) -> Bool {
    zip(name.utf8, lowercase.utf8).allSatisfy { $0 | ($0 >= 0x41 && $0 <= 0x5A ? 0x20 : 0) == $1 }
}
