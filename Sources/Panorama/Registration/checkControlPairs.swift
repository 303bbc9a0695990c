/// What no solver could begin with.
func check(_ pairs: [ControlPair], width: Int, height: Int) throws(RegistrationError) {
    guard width > 0, height > 0 else { throw .emptyPicture(width: width, height: height) }
    for (index, pair) in pairs.enumerated() {
        guard pair.x.isFinite, pair.y.isFinite, abs(length(pair.direction) - 1) < 1e-6 else {
            throw .notANumber(point: index)
        }
        guard (0...Double(width)).contains(pair.x), (0...Double(height)).contains(pair.y) else {
            throw .outsidePicture(point: index)
        }
        for (earlier, other) in pairs[..<index].enumerated() {
            let apart = pair.place - other.place
            // A hundredth of a pixel, and of an arc second: nobody clicks so.
            if (apart * apart).sum() < 1e-4 || length(pair.direction - other.direction) < 5e-8 {
                throw .repeated(point: index, earlier: earlier)
            }
        }
    }
}
