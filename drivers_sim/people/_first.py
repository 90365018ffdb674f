# ruff: noqa
# mypy: ignore-errors
"""The first face renderer, to be replaced."""

import numpy as np, cv2
from dataclasses import dataclass, field, asdict


def ss(a, b, x):
    t = np.clip((x - a) / (b - a), 0, 1)
    return t * t * (3 - 2 * t)


def g(x, s):
    return np.exp(-((x / s) ** 2))


@dataclass
class Identity:
    seed: int
    p: dict

    @staticmethod
    def random(seed):
        r = np.random.default_rng(seed)
        u = r.uniform
        female = r.random() < 0.5
        age = u(18, 75)
        tone = u(0, 1)
        light = np.array([236, 196, 170.0])
        mid = np.array([205, 154, 120.0])
        dark = np.array([112, 76, 56.0])
        skin = (
            light * (1 - tone / 0.6) + mid * (tone / 0.6)
            if tone < 0.6
            else mid * (1 - (tone - 0.6) / 0.4) + dark * ((tone - 0.6) / 0.4)
        )
        skin = skin + u(-8, 8, 3)
        grey = ss(45, 75, age) * u(0.2, 1)
        hc = [np.array([22, 18, 17.0]), np.array([48, 32, 24.0]), np.array([92, 62, 40.0]), np.array([150, 118, 78.0])][
            r.choice(4, p=[0.55, 0.25, 0.12, 0.08])
        ]
        hair = hc * (1 - grey) + np.array([190, 188, 185.0]) * grey
        p = dict(
            female=female,
            age=age,
            skin=skin,
            hair=hair,
            a=u(0.66, 0.80),
            c=u(0.80, 0.95),
            jawp=u(2.0, 3.4) - 0.3 * female,
            taper=u(0.12, 0.50),
            chin=u(0.03, 0.13),
            chinw=u(0.10, 0.24),
            ex=u(0.245, 0.315),
            ey=u(-0.04, 0.06),
            ew=u(0.115, 0.165),
            eh=u(0.05, 0.095),
            eslant=u(-0.03, 0.045),
            epicanth=u(0, 1),
            eyegap_socket=u(0.02, 0.09),
            iris=np.array(
                [[40, 26, 18], [70, 45, 28], [85, 105, 120], [80, 95, 60]][r.choice(4, p=[0.6, 0.25, 0.09, 0.06])],
                float,
            ),
            irisr=u(0.46, 0.56),
            by=u(0.15, 0.245),
            barch=u(-0.02, 0.05),
            bth=u(0.018, 0.05) * (0.75 if female else 1.15),
            bw=u(0.15, 0.21),
            btilt=u(-0.05, 0.07),
            bdark=u(0.55, 0.95),
            bridge_gap=u(0.085, 0.16),
            nl=u(-0.43, -0.29),
            nw=u(0.095, 0.175),
            nh=u(0.15, 0.30),
            nb=u(0.03, 0.12),
            nridge=u(0.045, 0.085),
            ntip=u(0.06, 0.12),
            nhump=u(-0.02, 0.05),
            my=u(-0.635, -0.52),
            mw=u(0.19, 0.30),
            mul=u(0.022, 0.055),
            mll=u(0.03, 0.075),
            mcorner=u(-0.03, 0.03),
            lipc=np.array([u(150, 200), u(80, 110), u(80, 110)]),
            lipmix=u(0.25, 0.75) if female else u(0.15, 0.45),
            cheek=u(0, 0.07),
            cheeky=u(-0.28, -0.12),
            browr=u(0.0, 0.06) * (0.6 if female else 1.2),
            nasolab=ss(28, 70, age) * u(0.3, 1),
            bags=ss(25, 70, age) * u(0.2, 1),
            wrinkle=ss(40, 75, age) * u(0.2, 1),
            hairline=u(0.42, 0.68) + (0 if female else ss(35, 70, age) * u(0, 0.3)),
            hairside=u(0.02, 0.25),
            part=u(-0.5, 0.5),
            bangs=(r.random() < (0.35 if female else 0.12)),
            bangsy=u(0.22, 0.38),
            hvol=u(0.05, 0.16),
            long=female and r.random() < 0.75,
            longw=u(0.05, 0.28),
            bald=(not female and age > 40 and r.random() < 0.25),
            beard=0.0 if female or r.random() < 0.6 else u(0.2, 0.9),
            stubble=0.0 if female else u(0, 0.35),
            moust=0.0 if female or r.random() < 0.75 else u(0.4, 0.9),
            glasses=r.random() < 0.22,
            gth=u(0.012, 0.028),
            gcol=u(10, 70),
            gw=u(0.2, 0.25),
            gh=u(0.12, 0.19),
            ground=u(2, 5),
            cloth=u(20, 220, 3),
            freck=u(0, 0.5) * (r.random() < 0.3),
            ear=u(0.14, 0.24),
            eary=u(-0.16, 0),
            asym=r.normal(0, 0.008, 6),
            noise=int(r.integers(1 << 30)),
        )
        return Identity(seed, p)


def fbm(shape, seed, octs=((8, 1.0), (16, 0.5), (32, 0.25), (64, 0.12))):
    r = np.random.default_rng(seed)
    out = np.zeros(shape, np.float32)
    for n, w in octs:
        out += w * cv2.resize(r.standard_normal((n, n)).astype(np.float32), shape[::-1], interpolation=cv2.INTER_CUBIC)
    return out


class Head:
    """Geometry & static albedo are computed once per identity; expression re-paints only the eye/mouth vertices."""

    def __init__(self, ident, nu=620, nv=760):
        self.id = ident
        P = self.P = ident.p
        phi = np.linspace(-np.radians(112), np.radians(112), nu, dtype=np.float32)
        # vertical sampling: uniform-ish in y with densification at poles
        t = np.linspace(-1, 1, nv, dtype=np.float32)
        y = np.sin(t * np.pi / 2) * 0.55 + t * 0.45
        self.PHI, self.Y0 = np.meshgrid(phi, y)
        Y = self.Y0
        up = Y > 0
        pl = P["jawp"]
        w = np.where(up, np.sqrt(np.clip(1 - np.abs(Y) ** 2.3, 0, 1)), np.clip(1 - np.abs(Y) ** pl, 0, 1) ** (1 / 2.0))
        w = w * np.where(up, 1, 1 - P["taper"] * ss(0.15, 1, -Y))
        wx = P["a"] * w
        wz = P["c"] * np.where(
            up,
            np.sqrt(np.clip(1 - np.abs(Y) ** 2.2, 0, 1)),
            np.clip(1 - np.abs(Y) ** 3.2, 0, 1) ** 0.5 * (1 - 0.12 * ss(0.2, 1, -Y)),
        )
        # flatter front face
        s, c = np.sin(self.PHI), np.cos(self.PHI)
        X = wx * np.sign(s) * np.abs(s) ** 0.92
        Z = wz * np.sign(c) * np.abs(c) ** 0.85
        self.front = ss(0.05, 0.35, c)
        d = self._displace(X, Y)
        Z = Z + d * self.front
        # hair volume
        self.hairmask = self._hairmask(X, Y, c)
        hv = P["hvol"] * (0.15 if P["bald"] else 1.0) * self.hairmask
        self.X, self.Y, self.Z = (
            (X * (1 + hv * 0.9)).astype(np.float32),
            (Y + hv * 0.75 * ss(0.1, 1, Y)).astype(np.float32),
            (Z * (1 + hv * 0.55)).astype(np.float32),
        )
        self.Xf, self.Yf = X, Y  # un-haired frontal coordinates for painting
        self._noise = fbm(X.shape, P["noise"])
        self._noiseh = fbm(X.shape, P["noise"] + 1, ((64, 1.0), (128, 1.0), (256, 0.8)))
        r = np.random.default_rng(P["noise"] + 2)
        st = r.standard_normal((24, 300)).astype(np.float32)
        self._streak = cv2.resize(st, X.shape[::-1], interpolation=cv2.INTER_LINEAR)
        self._fine = cv2.GaussianBlur(r.standard_normal(X.shape).astype(np.float32), (0, 0), 1.1)
        self._normals()
        self._static_albedo()

    def _displace(self, X, Y):
        P = self.P
        A = P["asym"]
        ax = np.abs(X)
        d = np.zeros_like(X)
        # nose
        top, tip = P["ey"] + 0.06, P["nl"] + 0.07
        k = np.clip((top - Y) / (top - tip), 0, 1)
        prof = P["nb"] + (P["nh"] - P["nb"]) * k**1.25 + P["nhump"] * np.sin(np.pi * k) ** 2
        wn = P["nridge"] + (P["ntip"] - P["nridge"]) * k**2
        below = ss(P["nl"] - 0.05, tip + 0.01, Y)
        d += prof * g(X - A[0], wn * 1.15) * below * ss(top + 0.22, top - 0.06, Y)
        for sgn in (-1, 1):
            d += 0.075 * g(X - sgn * P["nw"] * 0.82, P["nw"] * 0.42) * g(Y - (P["nl"] + 0.03), 0.058)
        # brow ridge, sockets, lids
        d += P["browr"] * g(Y - P["by"] + 0.02, 0.09) * ss(0.02, 0.12, ax) * ss(0.62, 0.4, ax)
        for sgn, a in ((-1, A[1]), (1, A[2])):
            cx = sgn * P["ex"]
            d -= P["eyegap_socket"] * np.exp(-(((X - cx) / 0.2) ** 2) - ((Y - P["ey"] - 0.02) / 0.13) ** 2)
            d += 0.035 * np.exp(-(((X - cx) / (P["ew"] * 0.9)) ** 2) - ((Y - P["ey"]) / 0.085) ** 2)
            d += P["cheek"] * np.exp(-(((X - sgn * 0.43) / 0.19) ** 2) - ((Y - P["cheeky"]) / 0.17) ** 2)
        # mouth
        my = P["my"]
        env = g(X, P["mw"] * 1.05)
        d += 0.06 * g(X, P["mw"] * 1.1) * g(Y - my, 0.19)
        env2 = g(X, P["mw"] * 0.62)
        d += env * ss(1.15, 0.75, ax / P["mw"]) * (
            0.035 * g(Y - (my + 0.035), 0.035) + 0.045 * g(Y - (my - 0.05), 0.045) - 0.022 * g(Y - my, 0.015)
        ) - env2 * 0.028 * g(Y - (my - 0.15), 0.05)
        d -= 0.014 * g(X, 0.03) * g(Y - (my + 0.12), 0.06)
        d += P["chin"] * np.exp(-((X / P["chinw"]) ** 2) - ((Y + 0.86) / 0.14) ** 2)
        return d

    def _hairmask(self, X, Y, c):
        P = self.P
        n = fbm(X.shape, P["noise"] + 5, ((16, 1.0), (48, 0.6))) * 0.018
        hl = (
            P["hairline"]
            + 0.10 * np.cos(2 * X / P["a"])
            - 0.1
            - 0.05 * g(X - P["part"] * 0.5, 0.12) * (-1 if P["bangs"] else 1)
        )
        if P["bangs"]:
            hl = np.minimum(hl, P["bangsy"] + 0.12 * ss(0.0, 0.5, np.abs(X)) * 0 + 0.05 * np.abs(X - P["part"] * 0.3))
        top = ss(-0.02, 0.03, Y + n - hl)
        side = ss(0.36, 0.24, c + n * 2 + (0.16 - P["hairside"]) * 1.2) * ss(
            -0.42 if P["female"] else -0.18, -0.02, Y + n * 3
        )
        m = np.maximum(top, side)
        if P["bald"]:
            m = side * ss(0.62, 0.42, Y)
        return m.astype(np.float32)

    def _normals(self):
        p = np.stack([self.X, self.Y, self.Z], -1)
        du = np.gradient(p, axis=1)
        dv = np.gradient(p, axis=0)
        n = np.cross(du, dv)
        n /= np.linalg.norm(n, axis=-1, keepdims=True) + 1e-9
        flip = (n[..., 2] * np.cos(self.PHI) + n[..., 0] * np.sin(self.PHI)) < 0
        n[flip] *= -1
        for i in range(3):
            n[..., i] = cv2.GaussianBlur(n[..., i], (0, 0), 1.5)
        n /= np.linalg.norm(n, axis=-1, keepdims=True) + 1e-9
        # hair strands perturb normals
        n[..., 0] += self._streak * 0.25 * self.hairmask
        self.N = n.astype(np.float32)
        self.V = p.reshape(-1, 3).astype(np.float32)

    def _static_albedo(self):
        P = self.P
        X, Y = self.Xf, self.Yf
        ax = np.abs(X)
        F = self.front
        A = np.empty(X.shape + (3,), np.float32)
        A[:] = P["skin"]
        A *= (1 + 0.035 * self._noise + 0.02 * self._fine)[..., None]
        # cheeks / nose redness
        red = 0.10 * np.exp(-(((ax - 0.4) / 0.2) ** 2) - ((Y + 0.28) / 0.2) ** 2) + 0.08 * np.exp(
            -((X / 0.1) ** 2) - ((Y - P["nl"] - 0.06) / 0.1) ** 2
        )
        A[..., 0] *= 1 + red * 0.6
        A[..., 1] *= 1 - red * 0.9
        A[..., 2] *= 1 - red * 0.8
        occ = np.ones_like(X)
        for sgn in (-1, 1):
            cx = sgn * P["ex"]
            occ -= 0.20 * np.exp(-(((X - cx + sgn * 0.05) / 0.2) ** 2) - ((Y - P["ey"] - 0.035) / 0.085) ** 2)  # socket
            occ -= (0.08 + 0.22 * P["bags"]) * np.exp(
                -(((X - cx) / 0.15) ** 2) - ((Y - P["ey"] + 0.125) / 0.035) ** 2
            )  # bags
            occ -= 0.22 * np.exp(-(((X - sgn * 0.085) / 0.06) ** 2) - ((Y - P["ey"] - 0.02) / 0.12) ** 2)  # nose root
            # nasolabial fold
            fx = 0.17 + 0.30 * np.clip((P["nl"] + 0.06 - Y) / 0.36, 0, 1)
            occ -= (
                (0.10 + 0.28 * P["nasolab"])
                * g(X - sgn * fx * (P["nw"] / 0.135) ** 0.5, 0.03)
                * ss(P["my"] - 0.12, P["my"] + 0.02, Y)
                * ss(P["nl"] + 0.09, P["nl"], Y)
            )
            occ -= 0.30 * g(X - sgn * P["nw"] * 1.08, 0.022) * g(Y - P["nl"] - 0.02, 0.06)  # ala crease
            # nostrils
            occ -= 0.72 * np.exp(
                -(((X - sgn * P["nw"] * 0.48) / (P["nw"] * 0.27)) ** 2) - ((Y - P["nl"] + 0.022) / 0.02) ** 2
            )
        occ -= 0.20 * g(X, P["nw"] * 0.9) * g(Y - P["nl"] + 0.05, 0.045)  # below nose
        occ -= 0.20 * g(X, P["mw"] * 0.55) * g(Y - P["my"] + 0.15, 0.04)  # below lip
        occ -= 0.45 * ss(-0.92, -1.0, Y) * F
        occ -= 0.16 * ss(0.45, 0.75, ax / P["a"])  # sides
        for i, yy in enumerate((0.36, 0.44, 0.52)):
            occ -= 0.10 * P["wrinkle"] * g(Y - yy - 0.015 * np.sin(5 * X + i), 0.010) * ss(0.45, 0.25, ax)
        A *= np.clip(occ, 0.1, 1)[..., None]
        if P["freck"] > 0:
            A *= (
                1
                - P["freck"]
                * 0.5
                * ss(1.4, 2.2, self._noiseh)
                * np.exp(-(((ax - 0.25) / 0.25) ** 2) - ((Y + 0.2) / 0.14) ** 2)
            )[..., None]
        # beard shadow
        bm = (
            ss(-0.40, -0.62, Y + 0.25 * (ax < 9) * 0 - 0.35 * ss(0.35, 0.6, ax) * 0.8)
            * F
            * (1 - ss(0.0, 0.05, 0.05 - np.hypot(X / P["mw"], (Y - P["my"]) / 0.07) * 0.05 + 0.0) * 0)
        )
        inmouth = ss(1.25, 0.95, np.hypot(X / P["mw"], (Y - P["my"]) / 0.075))
        bm = bm * (1 - inmouth)
        k = np.clip(P["beard"] * (1 + 0.15 * self._noiseh) + 0.28 * P["stubble"], 0, 0.95) * bm
        mo = (
            P["moust"]
            * ss(P["mw"] * 1.15, P["mw"] * 0.9, ax)
            * ss(P["my"] + 0.035, P["my"] + 0.055, Y)
            * ss(P["nl"] - 0.03, P["nl"] - 0.06, Y)
        )
        k = np.maximum(k, mo)[..., None]
        A = A * (1 - k) + (P["hair"] * 0.8 + 8) * k
        # brows
        for sgn, asy in ((-1, P["asym"][3]), (1, P["asym"][4])):
            xi = (sgn * X - P["bridge_gap"]) / (2 * P["bw"])  # 0 inner .. 1 outer
            yc = (
                P["by"]
                + asy
                + P["btilt"] * (xi - 0.3)
                + P["barch"] * np.sin(np.pi * np.clip(xi, 0, 1))
                - 0.05 * np.clip(xi - 0.65, 0, 1) * 2
            )
            th = P["bth"] * (1.1 - 0.65 * np.clip(xi, 0, 1)) * ss(-0.06, 0.1, xi)
            m = ss(1.25, 0.65, np.abs(Y - yc) / (th + 1e-4)) * ss(-0.05, 0.06, xi) * ss(1.05, 0.85, xi)
            m = np.clip(m * (P["bdark"] + 0.12 * self._noiseh), 0, 0.97)[..., None]
            A = A * (1 - m) + (P["hair"] * 0.75) * m
        self._A0 = A
        # hair layer
        H = np.empty_like(A)
        H[:] = P["hair"]
        H *= (1 + 0.22 * self._streak + 0.08 * self._noise)[..., None]
        self._H = np.clip(H, 3, 255)
        self._spec = (0.10 + 0.05 * self._noise) * (1 - self.hairmask) + 0.12 * self.hairmask

    def paint(self, blink=0.0, smile=0.0, gaze=(0.0, 0.0), mouth_open=0.0):
        P = self.P
        X, Y = self.Xf, self.Yf
        A = self._A0.copy()
        yy0 = np.searchsorted(self.Y0[:, 0], -1.0)
        # --- lips (band only)
        r0, r1 = np.searchsorted(self.Y0[:, 0], [P["my"] - 0.25, P["my"] + 0.2])
        x, y = X[r0:r1], Y[r0:r1]
        a = A[r0:r1]
        mw = P["mw"] * (1 + 0.18 * smile)
        cor = P["mcorner"] + 0.055 * smile
        tt = np.clip(np.abs(x) / mw, 0, 1)
        line = P["my"] + cor * tt**2 + 0.008 * np.cos(tt * 6) * (1 - tt)
        up = line + P["mul"] * (1 - tt**1.6) * (1 - 0.30 * g(x, 0.035)) * (1 - 0.25 * smile)
        gap = 0.11 * mouth_open * np.sqrt(np.clip(1 - tt**2, 0, 1))
        lo = line - gap - P["mll"] * np.sqrt(np.clip(1 - tt**2, 0, 1)) * (1 - 0.15 * smile)
        inside = ss(1.03, 0.95, np.abs(x) / mw)
        m = (ss(up + 0.008, up - 0.010, y) * ss(lo - 0.012, lo + 0.012, y) * inside * (P["lipmix"] + 0.25))[..., None]
        lc = P["lipc"] * (P["skin"].mean() / 190) ** 0.8
        shade = np.where(y > line, 0.86, 1.04)[..., None]
        a[:] = a * (1 - m) + lc * shade * m
        ml = (
            np.maximum(
                g(y - line, 0.011),
                ss(line - gap - 0.006, line - gap + 0.006, y) * ss(line + 0.006, line - 0.004, y) * (mouth_open > 0.02),
            )
            * ss(1.06, 0.92, np.abs(x) / mw)
            * 0.82
        )[..., None]
        a[:] = a * (1 - ml) + np.array([45, 20, 18.0]) * (P["skin"].mean() / 200) * ml
        # --- eyes
        r0, r1 = np.searchsorted(self.Y0[:, 0], [P["ey"] - 0.25, P["ey"] + 0.25])
        x, y = X[r0:r1], Y[r0:r1]
        a = A[r0:r1]
        opn = np.clip(1 - blink, 0, 1)
        for sgn in (-1, 1):
            cx = sgn * P["ex"]
            t = (sgn * x - P["ex"]) / P["ew"]  # -1 inner, +1 outer
            tc = np.clip(t, -1, 1)
            base = P["ey"] + P["eslant"] * tc
            arc = np.clip(1 - np.abs(tc) ** 2.2, 0, 1)
            low0 = base - P["eh"] * 0.55 * arc * (1 - 0.15 * smile)
            lower = low0 + P["eh"] * 0.38 * arc * (1 - opn)
            upper = lower + (P["eh"] * 1.55 - P["eh"] * 0.38 * (1 - opn)) * arc * opn
            ins = ss(1.02, 0.97, np.abs(t))
            # lid skin (flat) when closing
            lidfull = low0 + (P["eh"] * 1.55) * arc
            lid = (ss(lidfull + 0.01, lidfull - 0.006, y) * ss(lower - 0.002, lower + 0.004, y) * ins)[..., None]
            a[:] = a * (1 - lid) + P["skin"] * (0.90 + 0.06 * (1 - opn)) * lid
            eye = (ss(upper + 0.004, upper - 0.004, y) * ss(lower - 0.004, lower + 0.004, y) * ins)[..., None]
            sclera = (
                np.array([225, 218, 212.0])
                * (1 - 0.35 * np.abs(tc) ** 2)[..., None]
                * (0.80 + 0.2 * ss(upper, upper - 0.05, y))[..., None]
            )
            ic = np.array([cx + gaze[0] * 0.05, P["ey"] + P["eh"] * 0.18 + gaze[1] * 0.03])
            rr = np.hypot(x - ic[0], y - ic[1]) / (P["ew"] * P["irisr"])
            im = ss(1.06, 0.94, rr)[..., None]
            pm = ss(0.5, 0.38, rr)[..., None]
            iriscol = P["iris"] * (1.1 - 0.5 * ss(0.75, 1, rr))[..., None]
            ec = sclera * (1 - im) + iriscol * im
            ec = ec * (1 - pm) + 8 * pm
            hl = ss(0.16, 0.06, np.hypot(x - ic[0] + 0.018, y - ic[1] - 0.022) / P["ew"])[..., None]
            ec = ec * (1 - hl) + 250 * hl
            ec *= (1 - 0.35 * g(y - upper, 0.02))[..., None]
            a[:] = a * (1 - eye) + ec * eye
            lash = (
                g(y - upper, 0.012 + 0.005 * P["female"] + 0.006 * (1 - opn))
                * ss(1.08, 0.9, np.abs(t))
                * (0.88 if P["female"] else 0.72)
            )[..., None]
            a[:] = a * (1 - lash) + np.array([18, 13, 12.0]) * lash
            ll = (g(y - lower, 0.007) * ss(1.05, 0.9, np.abs(t)) * 0.4)[..., None]
            a[:] = a * (1 - ll) + np.array([50, 32, 28.0]) * ll
            crease = (
                g(y - (lidfull + 0.022 + 0.012 * (1 - P["epicanth"])), 0.009)
                * ss(1.1, 0.8, np.abs(t))
                * 0.35
                * (1 - 0.7 * P["epicanth"])
                * (0.35 + 0.65 * opn)
            )[..., None]
            a[:] = a * (1 - crease) + P["skin"] * 0.45 * crease
        if P["glasses"]:
            n = P["ground"]
            for sgn in (-1, 1):
                q = (np.abs((sgn * x - P["ex"]) / P["gw"]) ** n + np.abs((y - P["ey"] + 0.02) / P["gh"]) ** n) ** (
                    1 / n
                )
                m = (ss(P["gth"] / P["gh"] * 1.1, P["gth"] / P["gh"] * 0.6, np.abs(q - 1)) * 0.92)[..., None]
                a[:] = a * (1 - m) + P["gcol"] * m
            m = (
                g(y - P["ey"] - 0.03, P["gth"] * 0.8)
                * ss(P["ex"] - P["gw"] + 0.01, P["ex"] - P["gw"] - 0.01, np.abs(x))
                * 0.9
            )[..., None]
            a[:] = a * (1 - m) + P["gcol"] * m
            m = (
                g(y - P["ey"] - 0.03, P["gth"])
                * ss(P["ex"] + P["gw"] - 0.01, P["ex"] + P["gw"] + 0.01, np.abs(x))
                * 0.9
            )[..., None]
            a[:] = a * (1 - m) + P["gcol"] * m
        h = self.hairmask[..., None]
        return A * (1 - h) + self._H * h


def rot(yaw, pitch, roll):
    y, p, r = np.radians([yaw, pitch, roll])
    Ry = np.array([[np.cos(y), 0, np.sin(y)], [0, 1, 0], [-np.sin(y), 0, np.cos(y)]])
    Rx = np.array([[1, 0, 0], [0, np.cos(p), -np.sin(p)], [0, np.sin(p), np.cos(p)]])
    Rz = np.array([[np.cos(r), -np.sin(r), 0], [np.sin(r), np.cos(r), 0], [0, 0, 1]])
    return (Rz @ Ry @ Rx).astype(np.float32)


def background(w, h, seed=0, plain=None):
    if plain is not None:
        return np.full((h, w, 3), plain, np.float32)
    r = np.random.default_rng(seed)
    bg = cv2.resize(r.uniform(70, 190, (4, 5, 3)).astype(np.float32), (w, h), interpolation=cv2.INTER_CUBIC)
    for _ in range(5):
        x, y = int(r.uniform(0, w)), int(r.uniform(0, h * 0.8))
        cv2.rectangle(
            bg, (x, y), (x + int(r.uniform(30, 160)), y + int(r.uniform(30, 200))), r.uniform(60, 210, 3).tolist(), -1
        )
    return cv2.GaussianBlur(bg, (0, 0), 6)


def render(
    head,
    w=640,
    h=480,
    face_h=250,
    center=None,
    yaw=0,
    pitch=0,
    roll=0,
    blink=0.0,
    smile=0.0,
    gaze=(0, 0),
    mouth_open=0.0,
    light=(-0.35, 0.55, 0.9),
    key=0.78,
    amb=0.42,
    tint=(1, 1, 1),
    flash=None,
    bg=None,
    noise=2.2,
    blur=0.55,
    seed=0,
    dist=5.5,
    wb=(1, 1, 1),
):
    """-> uint8 RGB. face_h = chin-to-crown pixel height. flash=(r,g,b) frontal screen light added (0..1)."""
    P = head.P
    c = center or (w / 2, h * 0.52)
    img = (background(w, h, 1) if bg is None else bg.astype(np.float32)).copy()
    S = face_h / 2.0
    R = rot(yaw, pitch, roll)
    # body: neck + shoulders + long hair, 2-D behind the head
    cx, cy = c
    lum = amb + key * 0.55
    if P["long"]:
        ww = P["a"] + P["longw"]
        cv2.ellipse(
            img,
            (int(cx - R[0, 2] * 0.35 * S), int(cy + 0.15 * S)),
            (int(ww * S * 1.08), int(1.45 * S)),
            0,
            0,
            360,
            (P["hair"] * lum * 0.75).tolist(),
            -1,
            cv2.LINE_AA,
        )
    nk = int(0.46 * S * (0.85 if P["female"] else 1.05))
    cv2.rectangle(
        img,
        (int(cx - nk - R[0, 2] * 0.2 * S), int(cy + 0.55 * S)),
        (int(cx + nk - R[0, 2] * 0.2 * S), int(cy + 1.6 * S)),
        (P["skin"] * lum * 0.62).tolist(),
        -1,
    )
    pts = np.array(
        [
            [-2.1, 2.4],
            [-1.75, 1.72],
            [-0.62, 1.32],
            [-0.35, 1.42],
            [0, 1.62],
            [0.35, 1.42],
            [0.62, 1.32],
            [1.75, 1.72],
            [2.1, 2.4],
            [2.1, 5],
            [-2.1, 5],
        ]
    ) * S + [cx, cy]
    cv2.fillPoly(img, [pts.astype(np.int32)], (P["cloth"] * lum).tolist(), cv2.LINE_AA)
    img = cv2.GaussianBlur(img, (0, 0), 1.2)
    # head points
    A = head.paint(blink, smile, gaze, mouth_open).reshape(-1, 3)
    N = head.N.reshape(-1, 3) @ R.T
    V = head.V @ R.T
    # ears
    L = np.array(light, np.float32)
    L /= np.linalg.norm(L)
    vis = N[:, 2] > -0.12
    V, N, A = V[vis], N[vis], A[vis]
    sp = head._spec.reshape(-1)[vis]
    ndl = np.clip((N @ L + 0.18) / 1.18, 0, None)
    hemi = 0.75 + 0.25 * N[:, 1]
    H = L + np.array([0, 0, 1], np.float32)
    H /= np.linalg.norm(H)
    spec = np.clip(N @ H, 0, 1) ** 22 * sp
    E = (amb * hemi + key * ndl)[:, None] * np.array(tint, np.float32)
    if flash is not None:
        E = E + np.clip(N[:, 2:3], 0, 1) * np.array(flash, np.float32)
    col = A * E + 255 * key * spec[:, None]
    persp = dist / (dist - V[:, 2])
    k = 2  # supersample
    px = ((cx + V[:, 0] * S * persp) * k).astype(np.int32)
    py = ((cy - V[:, 1] * S * persp) * k).astype(np.int32)
    x0, x1 = max(px.min() - 2, 0), min(px.max() + 3, w * k)
    y0, y1 = max(py.min() - 2, 0), min(py.max() + 3, h * k)
    x0 -= x0 % k
    y0 -= y0 % k
    x1 += (-(x1 - x0)) % k
    y1 += (-(y1 - y0)) % k
    ok = (px >= x0) & (px < x1) & (py >= y0) & (py < y1)
    px, py, z, col = px[ok] - x0, py[ok] - y0, V[ok, 2], col[ok]
    o = np.argsort(z, kind="stable")
    W_, H_ = x1 - x0, y1 - y0
    idx = py[o] * W_ + px[o]
    buf = np.zeros((W_ * H_, 3), np.float32)
    cov = np.zeros(W_ * H_, np.float32)
    buf[idx] = col[o]
    cov[idx] = 1
    buf = buf.reshape(H_, W_, 3)
    cov = cov.reshape(H_, W_)
    solid = cv2.morphologyEx(cov, cv2.MORPH_CLOSE, np.ones((9, 9), np.uint8))
    for _ in range(6):
        hole = (cov == 0) & (solid > 0)
        if not hole.any():
            break
        bs, cs = cv2.blur(buf, (3, 3)), cv2.blur(cov, (3, 3))
        f = hole & (cs > 0)
        buf[f] = bs[f] / cs[f][:, None]
        cov[f] = 1
    small = cv2.resize(buf * solid[..., None], (W_ // k, H_ // k), interpolation=cv2.INTER_AREA)
    al = cv2.resize(solid, (W_ // k, H_ // k), interpolation=cv2.INTER_AREA)[..., None]
    X0, Y0 = x0 // k, y0 // k
    hh, ww = small.shape[:2]
    hh = min(hh, h - Y0)
    ww = min(ww, w - X0)
    roi = img[Y0 : Y0 + hh, X0 : X0 + ww]
    roi[:] = roi * (1 - al[:hh, :ww]) + small[:hh, :ww]
    img *= np.array(wb, np.float32)
    if blur:
        img = cv2.GaussianBlur(img, (0, 0), blur)
    if noise:
        img = img + np.random.default_rng(seed).normal(0, noise, img.shape)
    return np.clip(img, 0, 255).astype(np.uint8)


def id_photo(head, size=(358, 441), seed=7):
    w, h = size
    im = render(
        head,
        w * 2,
        h * 2,
        face_h=h * 2 * 0.66,
        center=(w, h * 2 * 0.47),
        light=(0.15, 0.35, 1.0),
        key=0.62,
        amb=0.55,
        bg=background(w * 2, h * 2, plain=(245, 245, 247)),
        noise=1,
        seed=seed,
    )
    return cv2.resize(im, (w, h), interpolation=cv2.INTER_AREA)
