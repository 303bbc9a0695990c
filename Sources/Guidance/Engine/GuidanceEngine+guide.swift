import Tour

// The guide's word counts until it is taken back.
extension GuidanceEngine {
    mutating func obey(_ command: GuideCommand) {
        switch command {
        case .resume: isHeld = false
        case .hold: isHeld = true
        case .next: showByGuide(neighbour(+1), command)
        case .back: showByGuide(neighbour(-1), command)
        case .again: showByGuide(shown ?? lastShown, command)
        case .goTo(let id): showByGuide(places.firstIndex { $0.id == id }, command)
        }
        if command == .hold || command == .resume { emit(.guided, .guide(command)) }
    }

    private mutating func showByGuide(_ index: Int?, _ command: GuideCommand) {
        guard let index else { return emit(.guided, .noSuchPlace) }
        isHeld = true
        if tracks[index].state == .left { tracks[index].isRepeat = true }
        show(index, .guide(command))
    }

    /// In the order of the tour; before the first comes none, and after the last.
    private func neighbour(_ step: Int) -> Int? {
        guard let from = shown ?? lastShown else { return step > 0 ? places.indices.first : nil }
        return places.indices.contains(from + step) ? from + step : nil
    }
}
