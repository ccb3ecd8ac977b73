const title = "Nothing yet", greeting = 'Hello', path = `/`;
