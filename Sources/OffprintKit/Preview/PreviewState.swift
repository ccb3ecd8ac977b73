import ArchiveModel
import Diagnostics
import FileSystem
import Foundation
import SearchIndex
import Synchronization

/// What the preview shows now, and since when. One thread loads, all others look.
final class PreviewState: Sendable {
    /// What a browser is told.
    struct Status: Sendable, Equatable {
        /// Grows with each change.
        var version = 0
        /// What is wrong, for people; empty where nothing is.
        var problems = ""
        /// The page of the content file that was saved last, where it was one.
        var page: String?
    }

    private struct State {
        var status = Status()
        var preview: Preview?
        var search: SiteSearch?
        var memory: Preview.Memory?
    }

    private let options: Preview.Options
    private let state = Mutex(State())
    /// One loading after the other.
    private let loading = Mutex(())
    private let print: @Sendable ([Diagnostic]) -> Void

    init(_ options: Preview.Options, print: @escaping @Sendable ([Diagnostic]) -> Void) {
        self.options = options
        self.print = print
    }

    var status: Status { state.withLock { $0.status } }
    var preview: Preview? { state.withLock { $0.preview } }

    /// Loads the site anew, after some files changed.
    func load(_ changed: [String]) { loading.withLock { _ in loadNow(changed, isSaid: true) } }

    /// Loads the site; `isSaid` is whether browsers and the person are told.
    private func loadNow(_ changed: [String], isSaid: Bool) {
        let search = state.withLock { $0.search }
        // Taken away, since what two have is copied when one changes.
        var memory = state.withLock { state in
            defer { state.memory = nil }
            return state.memory
        }
        let now = Int64(Date().timeIntervalSince1970 * 1_000_000_000)
        var status = Status()
        var loaded: Preview?
        do {
            let (preview, diagnostics) = try Preview.load(
                options, changed: changed, memory: &memory, search: search, startedAt: now)
            if isSaid { print(diagnostics) }
            loaded = preview
            if preview == nil { status.problems = TextPrinter().text(of: diagnostics.filter { $0.severity == .error }) }
        } catch {
            status.problems = "error: \(error.description)\n"
        }
        if let loaded { status.page = changed.lazy.compactMap { loaded.address(of: $0, memory) }.first }
        state.withLock { state in
            if isSaid {
                status.version = state.status.version + 1
                state.status = status
            }
            state.memory = memory
            // With errors the last good site stays.
            if let loaded { state.preview = loaded }
        }
    }

    /// Makes the index, which takes longest, of what is shown now; the site has a search page from then on. A search is behind
    /// by what was saved since.
    func index() {
        // While something is loaded, that has it.
        let memory = loading.withLock { _ in state.withLock { $0.memory } }
        if let memory { Preview.keep(memory, options) }
        guard let preview, let search = try? preview.makeSearch(options) else { return }  // Then without search.
        state.withLock { $0.search = search }
        loading.withLock { _ in loadNow([], isSaid: false) }
    }
}
