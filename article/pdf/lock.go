package pdf

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/md5"
	"crypto/rc4"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/binary"
)

// lock opens files that are encrypted with an empty password, as those are whose
// publisher only wanted to forbid changes (7.6).
type lock struct {
	key []byte
	aes bool // AES, else RC4
	own bool // the key is used as it is, not mixed with the number of the object
}

// padding fills passwords up (7.6.3.3).
var padding = []byte("\x28\xBF\x4E\x5E\x4E\x75\x8A\x41\x64\x00\x4E\x56\xFF\xFA\x01\x08\x2E\x2E\x00\xB6\xD0\x68\x3E\x80\x2F\x0C\xA9\xFE\x64\x53\x69\x7A")

// unlock finds the key of the empty password; false where there is another.
func (f *file) unlock() bool {
	e := f.dict(f.trailer["Encrypt"])
	owner, user := f.bytesOf(e["O"]), f.bytesOf(e["U"])
	version, revision := int(f.number(e["V"])), int(f.number(e["R"]))
	if f.name(e["Filter"]) != "Standard" || len(owner) < 32 || len(user) < 32 {
		return false
	}
	f.lock = &lock{}
	if version >= 4 {
		method := f.name(f.dict(f.dict(e["CF"])[f.name(e["StmF"])])["CFM"])
		f.lock.aes = method == "AESV2" || method == "AESV3"
	}
	if version >= 5 {
		f.lock.own, f.lock.key = true, f.key256(user, f.bytesOf(e["UE"]), revision)
	} else {
		f.lock.key = f.key128(e, owner, user, revision)
	}
	return f.lock.key != nil
}

func (f *file) bytesOf(v any) []byte {
	t, _ := f.resolve(v).(text)
	return []byte(t)
}

// key128 is algorithm 2, checked by algorithms 4 and 5.
func (f *file) key128(e dict, owner, user []byte, revision int) []byte {
	size := 5
	if n := int(f.number(e["Length"])) / 8; revision >= 3 && n >= 5 && n <= 16 {
		size = n
	} else if revision >= 4 {
		size = 16
	}
	var id []byte
	if ids := f.array(f.trailer["ID"]); len(ids) > 0 {
		id = f.bytesOf(ids[0])
	}
	sum := md5.New()
	sum.Write(padding)
	sum.Write(owner[:32])
	_ = binary.Write(sum, binary.LittleEndian, uint32(int64(f.number(e["P"]))))
	sum.Write(id)
	if plain, ok := f.resolve(e["EncryptMetadata"]).(bool); ok && !plain && revision >= 4 {
		sum.Write([]byte{255, 255, 255, 255})
	}
	key := sum.Sum(nil)
	if revision >= 3 {
		for range 50 {
			again := md5.Sum(key[:size])
			key = again[:]
		}
	}
	key = key[:size]
	if revision == 2 {
		if bytes.Equal(rc4ed(key, padding), user[:32]) {
			return key
		}
		return nil
	}
	check := md5.Sum(append(bytes.Clone(padding), id...))
	out := check[:]
	for i := range 20 {
		turned := bytes.Clone(key)
		for j := range turned {
			turned[j] ^= byte(i)
		}
		out = rc4ed(turned, out)
	}
	if bytes.Equal(out, user[:16]) {
		return key
	}
	return nil
}

func rc4ed(key, data []byte) []byte {
	c, err := rc4.NewCipher(key)
	if err != nil {
		return nil
	}
	out := make([]byte, len(data))
	c.XORKeyStream(out, data)
	return out
}

// key256 is algorithm 2.A of ISO 32000-2, with the empty password.
func (f *file) key256(user, packed []byte, revision int) []byte {
	if len(user) < 48 || len(packed) < 32 {
		return nil
	}
	hash := func(salt []byte) []byte { s := sha256.Sum256(salt); return s[:] }
	if revision >= 6 {
		hash = hardened
	}
	if !bytes.Equal(hash(user[32:40]), user[:32]) {
		return nil
	}
	block, err := aes.NewCipher(hash(user[40:48]))
	if err != nil {
		return nil
	}
	key := make([]byte, 32)
	cipher.NewCBCDecrypter(block, make([]byte, 16)).CryptBlocks(key, packed[:32])
	return key
}

// hardened is algorithm 2.B of ISO 32000-2, with the empty password.
func hardened(salt []byte) []byte {
	first := sha256.Sum256(salt)
	k := first[:]
	for i := 0; ; i++ {
		block, err := aes.NewCipher(k[:16])
		if err != nil {
			return nil
		}
		e := bytes.Repeat(k, 64)
		cipher.NewCBCEncrypter(block, k[16:32]).CryptBlocks(e, e)
		sum := 0
		for _, c := range e[:16] {
			sum += int(c)
		}
		switch sum % 3 {
		case 0:
			s := sha256.Sum256(e)
			k = s[:]
		case 1:
			s := sha512.Sum384(e)
			k = s[:]
		default:
			s := sha512.Sum512(e)
			k = s[:]
		}
		if i >= 63 && int(e[len(e)-1]) <= i-32 {
			return k[:32]
		}
	}
}

// unlocked decrypts bytes of an object (algorithm 1), if they are encrypted.
func (f *file) unlocked(data []byte, object int) []byte {
	if f.lock == nil || object == 0 {
		return data
	}
	key := f.lock.key
	if !f.lock.own {
		mixed := append(bytes.Clone(key), byte(object), byte(object>>8), byte(object>>16), 0, 0)
		if f.lock.aes {
			mixed = append(mixed, "sAlT"...)
		}
		sum := md5.Sum(mixed)
		key = sum[:min(len(key)+5, 16)]
	}
	if !f.lock.aes {
		return rc4ed(key, data)
	}
	block, err := aes.NewCipher(key)
	if err != nil || len(data) < 32 {
		return nil
	}
	out := bytes.Clone(data[16 : len(data)-len(data)%16])
	cipher.NewCBCDecrypter(block, data[:16]).CryptBlocks(out, out)
	if pad := int(out[len(out)-1]); pad >= 1 && pad <= 16 {
		out = out[:len(out)-pad]
	}
	return out
}
