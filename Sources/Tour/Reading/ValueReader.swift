/// How the value of a key is read: what is wanted there, and how a node becomes it.
struct ValueReader<Value> {
    /// As in "not a whole number".
    let wanted: String
    /// What to write where something of another type stands.
    let advice: String
    /// `nil` after the reason has been reported.
    let read: (ValueNode) -> Value?

    /// A reader that reports a wrong type wherever `parse` returns `nil`.
    init(wanted: String, advice: String, parse: @escaping (ValueNode) -> Value?) {
        self.init(
            wanted: wanted,
            advice: advice,
            read: { value in
                if let result = parse(value) { return result }
                let not = value.isNull ? "" : ", not \(wanted)"
                value.report(.wrongType, "\(value.label) is \(value.standing)\(not)", advice: advice)
                return nil
            }
        )
    }

    init(wanted: String, advice: String, read: @escaping (ValueNode) -> Value?) {
        self.wanted = wanted
        self.advice = advice
        self.read = read
    }
}

extension ValueReader {
    /// A reader that goes on from the value; `step` reports what it returns `nil` for.
    func then<Result>(_ step: @escaping (Value, ValueNode) -> Result?) -> ValueReader<Result> {
        ValueReader<Result>(wanted: wanted, advice: advice, read: { node in read(node).flatMap { step($0, node) } })
    }

    /// A reader that goes on from the value, and reports `code` wherever `convert` returns `nil`.
    ///
    /// `fault` completes "`key` is VALUE, …" in the message.
    func converting<Result>(
        _ code: TourFinding.Code,
        _ fault: String,
        advice: @escaping (Value) -> String,
        by convert: @escaping (Value) -> Result?
    ) -> ValueReader<Result> {
        then { value, node in
            if let result = convert(value) { return result }
            node.report(code, "\(node.label) is \(node.standing), \(fault)", advice: advice(value))
            return nil
        }
    }

    /// The same reader, without the values that are wrong.
    func refusing(
        _ code: TourFinding.Code,
        _ fault: String,
        advice: String,
        where isWrong: @escaping (Value) -> Bool
    ) -> Self {
        converting(code, fault, advice: { _ in advice }, by: { isWrong($0) ? nil : $0 })
    }
}
