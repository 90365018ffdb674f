"""People and work: job seekers' profiles, vacancies, how they are matched, job fairs."""
