const title = "كتب 📚 é", greeting = 'Hello', path = `/`;
