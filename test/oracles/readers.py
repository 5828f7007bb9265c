"""Oracle of the file readers: writes small files with astropy and NumPy, and what they read back from them.

    python3 test/oracles/readers.py [FOLDER WITH THE ORIGINAL FILES]

Writes test/fixtures/files/* and test/oracles/readers.json; with the folder, test/oracles/originals.json as well
(statistics and sampled pixels only). Needs astropy and NumPy; CI only reads the results.
"""

import base64
import glob
import gzip
import io
import json
import os
import sys
import warnings

import numpy as np
from astropy.io import fits
from astropy.time import Time

HERE = os.path.dirname(os.path.abspath(__file__))
FILES = os.path.join(HERE, "..", "fixtures", "files")
WIDTH, HEIGHT = 24, 17

warnings.simplefilter("ignore")
random = np.random.default_rng(20110215)


def field(strength=900.0, noise=12.0):
    """A bipole with noise, in gauss."""
    y, x = np.mgrid[0:HEIGHT, 0:WIDTH]
    spot = lambda cx, cy: np.exp(-((x - cx) ** 2 + (y - cy) ** 2) / 9.0)
    return strength * (spot(7, 8) - spot(16, 10)) + noise * random.normal(size=(HEIGHT, WIDTH))


def packed(values):
    """float32 in C order, little-endian, base64: exact and short."""
    return base64.b64encode(np.ascontiguousarray(values, dtype="<f4").tobytes()).decode()


def is_image(hdu):
    """Whether an HDU holds an image of two dimensions, not counting further ones of length 1."""
    axes = [hdu.header[f"NAXIS{i + 1}"] for i in range(hdu.header["NAXIS"])] if hdu.is_image else []
    return len(axes) >= 2 and all(length == 1 for length in axes[2:])


def physical(path):
    """The first two-dimensional image in float64, scaled here so that astropy's own rounding to float32 is no matter."""
    with fits.open(path) as hdus:
        hdu = next(filter(is_image, hdus))
        if hdu.header["BITPIX"] < 0:
            return np.asarray(hdu.data, dtype="f8").reshape(hdu.data.shape[-2:])
    with fits.open(path, do_not_scale_image_data=True) as hdus:
        hdu = next(filter(is_image, hdus))
        stored, header = hdu.data, hdu.header
        values = header.get("BZERO", 0.0) + header.get("BSCALE", 1.0) * stored.astype("f8")
        return np.where(stored == header["BLANK"], np.nan, values) if "BLANK" in header else values


def save(name, hdus, checksum=True):
    """Gzips a FITS file: its padding is most of it."""
    buffer = io.BytesIO()
    fits.HDUList(hdus).writeto(buffer, checksum=checksum)
    path = os.path.join(FILES, name + ".fits.gz")
    with open(path, "wb") as file:
        file.write(gzip.compress(buffer.getvalue(), mtime=0))
    return path


def image(data, **cards):
    hdu = fits.ImageHDU(data)
    for keyword, value in cards.items():
        hdu.header[keyword] = value
    return hdu


def compressed(data, kind, cards=None, **options):
    hdu = fits.CompImageHDU(data, compression_type=kind, **options)
    for keyword, value in (cards or {}).items():
        hdu.header[keyword] = value
    return [fits.PrimaryHDU(), hdu]


def with_gaps(values, gap):
    values = values.copy()
    values[2, 3] = gap
    values[11, 20:] = gap
    return values


def fits_files():
    whole = np.round(field()).astype("i4")
    fine = with_gaps(np.round(100 * field()).astype("i4"), -2147483648)
    real = field().astype("f4")
    holes = with_gaps(real, np.nan)
    zeros = with_gaps(real, 0.0)
    flat = real.copy()
    flat[5] = 3.5
    yield "plain_u8", [fits.PrimaryHDU((whole // 10 + 128).clip(0, 255).astype("u1"))], {"BZERO": -128}
    yield "plain_i16", [fits.PrimaryHDU(with_gaps(whole.astype("i2"), -32768))], {"BLANK": -32768, "BSCALE": 0.5, "BZERO": 3}
    yield "plain_i32", [fits.PrimaryHDU(fine)], {"BLANK": -2147483648, "BSCALE": 0.01}
    yield "plain_i64", [fits.PrimaryHDU(whole.astype("i8"))], {}
    yield "plain_f32", [fits.PrimaryHDU(holes)], {}
    yield "plain_f64", [fits.PrimaryHDU(holes.astype("f8"))], {}
    table = fits.BinTableHDU.from_columns([fits.Column("A", "J", array=[1, 2, 3])])
    yield "extension", [fits.PrimaryHDU(), table, image(real)], {}
    yield "degenerate_cube", [fits.PrimaryHDU(real[None])], {}
    gauss8 = (whole // 10 + 128).clip(0, 255).astype("u1")
    yield "rice_u8", compressed(gauss8, "RICE_1"), {"BZERO": -128}
    yield "rice_i16", compressed(whole.astype("i2"), "RICE_1"), {}
    yield "rice_u16", compressed((whole + 5000).astype("u2"), "RICE_1"), {}
    yield "rice_i32", compressed(fine, "RICE_1"), {"BLANK": -2147483648, "BSCALE": 0.01}
    yield "rice_i32_noise", compressed(random.integers(-(2**31), 2**31, (HEIGHT, WIDTH)).astype("i4"), "RICE_1"), {"BSCALE": 1e-6}
    yield "rice_tiles", compressed(whole, "RICE_1", tile_size=(7, 5)), {}
    yield "rice_one_tile", compressed(whole.astype("i2"), "RICE_1", tile_size=(WIDTH, HEIGHT)), {}
    yield "gzip1_i16", compressed(whole.astype("i2"), "GZIP_1"), {}
    yield "gzip1_i32", compressed(whole, "GZIP_1", tile_size=(24, 4)), {}
    yield "gzip2_i16", compressed(whole.astype("i2"), "GZIP_2"), {}
    yield "gzip2_i32", compressed(whole, "GZIP_2", tile_size=(10, 17)), {}
    yield "gzip1_f32", compressed(holes, "GZIP_1", quantize_level=0.0), {}
    yield "gzip2_f64", compressed(holes.astype("f8"), "GZIP_2", quantize_level=0.0), {}
    yield "rice_f32_plain", compressed(holes, "RICE_1", quantize_level=16.0, quantize_method=-1), {}
    yield "rice_f32_dither1", compressed(holes, "RICE_1", quantize_level=16.0, quantize_method=1, dither_seed=9999), {}
    yield "rice_f32_dither2", compressed(zeros, "RICE_1", quantize_level=16.0, quantize_method=2, dither_seed=42), {}
    yield "gzip2_f32_dither1", compressed(real, "GZIP_2", quantize_level=4.0, quantize_method=1, dither_seed=1), {}
    yield "rice_f32_fallback", compressed(flat, "RICE_1", quantize_level=16.0, quantize_method=-1), {}


def reopened(hdus):
    """The table behind a compressed image, as CFITSIO or fpack would have left it."""
    buffer = io.BytesIO()
    fits.HDUList(hdus).writeto(buffer)
    return fits.open(io.BytesIO(buffer.getvalue()), disable_image_compression=True)[1]


def quantised_by_hand(blanks):
    """Floats as fpack stores them: scale and zero of each tile, gaps by ZBLANK, one tile left uncompressed."""
    codes = with_gaps(np.round(4 * field()).astype("i4"), -2147483647)
    table = reopened(compressed(codes, "RICE_1"))
    tiles = [np.asarray(row["COMPRESSED_DATA"]) for row in table.data]
    raw = [np.array([], "f4") for _ in tiles]
    tiles[9], raw[9] = np.array([], "u1"), field()[9].astype("f4")
    heap = lambda rows: np.array(rows + [None], dtype=object)[:-1]
    columns = [fits.Column("COMPRESSED_DATA", "1PB", array=heap(tiles)),
               fits.Column("UNCOMPRESSED_DATA", "1PE", array=heap(raw)),
               fits.Column("ZSCALE", "1D", array=np.full(HEIGHT, 0.25)),
               fits.Column("ZZERO", "1D", array=np.arange(HEIGHT) * 0.125)]
    if blanks == "column":
        columns.append(fits.Column("ZBLANK", "1J", array=np.full(HEIGHT, -2147483647)))
    hdu = fits.BinTableHDU.from_columns(columns)
    for keyword in [k for k in table.header if k.startswith("Z")]:
        hdu.header[keyword] = table.header[keyword]
    hdu.header["ZBITPIX"] = -32
    if blanks == "keyword":
        hdu.header["ZBLANK"] = -2147483647
    scaled = 0.25 * codes + 0.125 * np.arange(HEIGHT)[:, None]
    scaled[9] = raw[9]
    return [fits.PrimaryHDU(), hdu], np.where(codes == -2147483647, np.nan, scaled)


def make_fits():
    expected = {}
    for name, hdus, cards in fits_files():
        for keyword, value in cards.items():
            hdus[-1].header[keyword] = value
        path = save(name, hdus)
        values = physical(path)
        expected[os.path.basename(path)] = {"shape": list(values.shape), "values": packed(values)}
    for blanks in ["column", "keyword"]:
        hdus, values = quantised_by_hand(blanks)
        # astropy 5.2 writes a wrong DATASUM for two columns of variable length.
        path = save("rice_f32_zblank_" + blanks, hdus, checksum=False)
        # astropy 5.2 reads the same values but leaves the gaps as numbers.
        np.testing.assert_array_equal(physical(path)[~np.isnan(values)], values[~np.isnan(values)].astype("f4"))
        expected[os.path.basename(path)] = {"shape": list(values.shape), "values": packed(values)}
    save("refused_hcompress", compressed(np.round(field()).astype("i4"), "HCOMPRESS_1"))
    save("refused_plio", compressed((field() > 100).astype("i2"), "PLIO_1"))
    save("refused_cube", [fits.PrimaryHDU(np.zeros((3, HEIGHT, WIDTH), "i2"))])
    save("refused_empty", [fits.PrimaryHDU()])
    return expected


def make_npy():
    expected = {}
    values = field(strength=110.0, noise=5.0)[:6, :9]
    stack = np.stack([values, -values])
    arrays = {"npy_" + code.replace("<", "little_").replace(">", "big_"): values.astype(code)
              for code in ["<f2", ">f2", "<f4", ">f4", "<f8", ">f8", "i1", "<i2", ">i2", "<i4", ">i4", "<i8"]}
    arrays |= {"npy_" + code: np.abs(values).astype(code) for code in ["u1", "u2", "u4", "u8"]}
    arrays["npy_fortran"] = np.asfortranarray(values)
    arrays["npy_stack"] = stack.astype("f4")
    arrays["npy_stack_fortran"] = np.asfortranarray(stack.astype("f4"))
    for name, array in arrays.items():
        np.save(os.path.join(FILES, name + ".npy"), array)
        expected[name + ".npy"] = {"shape": list(array.shape), "values": packed(array)}
    for version in [(2, 0), (3, 0)]:
        with open(os.path.join(FILES, f"npy_version{version[0]}.npy"), "wb") as file:
            np.lib.format.write_array(file, values.astype("f4"), version=version)
        expected[f"npy_version{version[0]}.npy"] = {"shape": [6, 9], "values": packed(values)}
    np.savez(os.path.join(FILES, "npz_stored.npz"), times=np.arange(3), stack=stack)
    np.savez_compressed(os.path.join(FILES, "npz_deflated.npz"), times=np.arange(3), stack=stack)
    for name in ["npz_stored.npz", "npz_deflated.npz"]:
        expected[name] = {"shape": [2, 6, 9], "values": packed(stack)}
    np.save(os.path.join(FILES, "refused_objects.npy"), np.array([[{}, 1]], dtype=object), allow_pickle=True)
    np.save(os.path.join(FILES, "refused_record.npy"), np.zeros((2, 2), dtype=[("a", "f4"), ("b", "i2")]))
    np.save(os.path.join(FILES, "refused_complex.npy"), np.zeros((2, 2), dtype="c8"))
    np.save(os.path.join(FILES, "refused_one_dimension.npy"), np.zeros(5, dtype="f4"))
    return expected


def utc_times():
    """TAI to UTC, around every leap second since 1993 and in between."""
    times = ["2011-02-15T02:00:00", "2010-07-14T12:48:00", "1996-05-05T00:00:00", "1993-03-01T00:00:00", "2026-01-01T00:00:00"]
    for start in ["1993-07-01", "1994-07-01", "1996-01-01", "1997-07-01", "1999-01-01", "2006-01-01", "2009-01-01",
                  "2012-07-01", "2015-07-01", "2017-01-01"]:
        begin = Time(start + "T00:00:00", scale="utc").tai
        times += [(begin + shift / 86400.0).isot.split(".")[0] for shift in (-3, 1)]
    return {tai: Time(tai, scale="tai").utc.isot.split(".")[0] + "Z" for tai in times}


def original(path):
    with fits.open(path) as hdus:
        hdus.verify("silentfix")
        header = next(filter(is_image, hdus)).header.copy()
    values = physical(path).astype("f4").astype("f8")
    spots = random.integers(0, values.size, 40)
    present = values[np.isfinite(values)]
    keys = ["HARPNUM", "NOAA_AR", "LAT_FWT", "LON_FWT", "USFLUX", "CAR_ROT", "INSTRUME", "TELESCOP", "CONTENT"]
    return {
        "shape": list(values.shape),
        "missing": int(values.size - present.size),
        "min": present.min(), "max": present.max(), "mean": present.mean(), "mean_abs": np.abs(present).mean(),
        "pixels": [[int(s), None if np.isnan(values.flat[s]) else values.flat[s]] for s in spots],
        "header": {key: header[key] for key in keys if key in header},
        "utc": tai_of(header["T_REC"]) if "T_REC" in header else None,
    }


def tai_of(t_rec):
    day, hours = t_rec.replace("_TAI", "").split("_")
    return Time(day.replace(".", "-") + "T" + hours, scale="tai").utc.isot.split(".")[0] + "Z"


def original_array(path):
    array = np.load(path)
    array = array[array.files[0]] if hasattr(array, "files") else array
    values = np.asarray(array, dtype="f4").astype("f8")
    spots = random.integers(0, values.size, 40)
    return {"shape": list(values.shape), "missing": int(np.isnan(values).sum()), "min": values.min(), "max": values.max(),
            "mean": values.mean(), "mean_abs": np.abs(values).mean(),
            "pixels": [[int(s), values.flat[s]] for s in spots], "header": {}, "utc": None}


def write(name, content):
    with open(os.path.join(HERE, name), "w") as file:
        json.dump(content, file, indent=1)
        file.write("\n")


def main():
    os.makedirs(FILES, exist_ok=True)
    for old in glob.glob(os.path.join(FILES, "*")):
        os.remove(old)
    write("readers.json", {"files": make_fits() | make_npy(), "tai_to_utc": utc_times()})
    if len(sys.argv) > 1:
        found = sorted(os.listdir(sys.argv[1]))
        content = {n: original(os.path.join(sys.argv[1], n)) for n in found if n.endswith(".fits")}
        content |= {n: original_array(os.path.join(sys.argv[1], n)) for n in found if n.endswith((".npy", ".npz"))}
        write("originals.json", content)


main()
