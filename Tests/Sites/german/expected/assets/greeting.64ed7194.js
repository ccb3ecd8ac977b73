const title = "Leseliste", greeting = 'Hello', path = `/`;
