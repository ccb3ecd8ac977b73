import Foundation
import OffprintKit
import Parallelism
import Synchronization

/// Shows on a terminal how far a build is, where it takes longer than a second.
final class ProgressBar: Sendable {
    private let progress: ProgressCounter
    private let queue = DispatchQueue(label: "progress")
    private let state = Mutex((isShown: false, isOver: false))

    /// Begins to show; `nil` where standard error is no terminal, or one that can't go back in a line.
    init?(_ progress: ProgressCounter) {
        guard isatty(STDERR_FILENO) == 1, ProcessInfo.processInfo.environment["TERM"] != "dumb" else { return nil }
        self.progress = progress
        showLater(.seconds(1))
    }

    private func showLater(_ interval: DispatchTimeInterval) {
        queue.asyncAfter(deadline: .now() + interval) { [weak self] in self?.show() }
    }

    private func show() {
        state.withLock { state in
            guard !state.isOver else { return }
            if let stage = progress.stage {
                Self.write("\r\u{1B}[K\(ProgressLine.text(stage, width: Self.width - 1))")
                state.isShown = true
            }
            showLater(.milliseconds(100))
        }
    }

    /// Takes the line away.
    func end() {
        state.withLock { state in
            if state.isShown { Self.write("\r\u{1B}[K") }
            state = (isShown: false, isOver: true)
        }
    }

    private static func write(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }

    /// How many characters a line of the terminal has.
    private static var width: Int {
        var size = winsize()
        return ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0 ? Int(size.ws_col) : 80
    }
}
