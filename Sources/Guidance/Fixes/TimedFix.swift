/// A fix and when it arrived, seconds.
package struct TimedFix: Sendable, Hashable {
    package var time: Double
    package var fix: Fix

    package init(time: Double, fix: Fix) {
        self.time = time
        self.fix = fix
    }
}
