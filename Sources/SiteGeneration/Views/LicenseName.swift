/// What licenses are called.
enum LicenseName {
    /// The short name of a license by its address: `CC BY-NC 4.0`. Creative Commons' addresses have the name in them; of others
    /// only the host is known.
    static func of(_ address: String) -> String {
        let parts = address.split(separator: "/").dropFirst().map { $0.lowercased() }
        guard let host = parts.first.map({ $0.hasPrefix("www.") ? String($0.dropFirst(4)) : $0 }) else {
            return address
        }
        guard host == "creativecommons.org", parts.count >= 3 else { return host }
        let version = parts.count > 3 ? " \(parts[3])" : ""
        switch (parts[1], parts[2]) {
        case ("licenses", let name): return "CC \(name.uppercased())\(version)"
        case ("publicdomain", "zero"): return "CC0\(version)"
        case ("publicdomain", "mark"): return "Public Domain Mark\(version)"
        default: return host
        }
    }
}
