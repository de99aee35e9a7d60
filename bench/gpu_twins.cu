// The kernels of gpu_kernels.py as CUDA C: the same steps, nothing checked. `python
// bench/gpu_static.py` compares what becomes of both.

typedef long long i64;
#define ALL 0xffffffffu
#define TILE 16
#define WIDE 64
#define EACH 16
#define R __restrict__

#define KERNEL __global__ void __launch_bounds__(256)

extern "C" {

KERNEL saxpy(float a, const float *R x, float *R y, i64 n) {
    i64 i = (i64)blockIdx.x * blockDim.x + threadIdx.x;
    if (i < n)
        y[i] = a * x[i] + y[i];
}

KERNEL steps(float a, const float *R x, float *R y, i64 n) {
    for (i64 i = (i64)blockIdx.x * blockDim.x + threadIdx.x; i < n; i += (i64)gridDim.x * blockDim.x)
        y[i] = a * x[i] + y[i];
}

KERNEL chain(float a, const float *R x, float *R y, i64 n) {
    for (i64 i = (i64)blockIdx.x * blockDim.x + threadIdx.x; i < n; i += (i64)gridDim.x * blockDim.x)
        y[i] = sqrtf(x[i] * x[i] + a) / (y[i] + a) - x[i];
}

__global__ void __launch_bounds__(512)
transpose(const float *R a, float *R out, i64 rows, i64 columns) {
    __shared__ float tile[WIDE][WIDE + 1];
    int tx = threadIdx.x, ty = threadIdx.y;
    i64 bx = (i64)blockIdx.x * WIDE, by = (i64)blockIdx.y * WIDE;
    for (int k = 0; k < WIDE; k += 8)
        if (by + ty + k < rows && bx + tx < columns)
            tile[ty + k][tx] = a[(by + ty + k) * columns + bx + tx];
    __syncthreads();
    for (int k = 0; k < WIDE; k += 8)
        if (bx + ty + k < columns && by + tx < rows)
            out[(bx + ty + k) * rows + by + tx] = tile[tx][ty + k];
}

KERNEL softmax(const float *R x, float *R out, i64 n) {
    __shared__ float part[8];
    float mine[EACH];
    i64 row = blockIdx.x;
    int t = threadIdx.x, warp = t / 32, lane = t % 32;
    float most = -__int_as_float(0x7f800000);
    for (int k = 0; k < EACH; k++) {
        i64 j = t + 256 * k;
        mine[k] = j < n ? x[row * n + j] : -__int_as_float(0x7f800000);
        most = fmaxf(most, mine[k]);
    }
    for (int d = 16; d; d /= 2)
        most = fmaxf(most, __shfl_xor_sync(ALL, most, d));
    if (lane == 0)
        part[warp] = most;
    __syncthreads();
    most = part[0];
    for (int k = 1; k < 8; k++)
        most = fmaxf(most, part[k]);
    __syncthreads();
    float s = 0.0f;
    for (int k = 0; k < EACH; k++) {
        mine[k] = expf(mine[k] - most);
        s += mine[k];
    }
    for (int d = 16; d; d /= 2)
        s += __shfl_xor_sync(ALL, s, d);
    if (lane == 0)
        part[warp] = s;
    __syncthreads();
    s = part[0];
    for (int k = 1; k < 8; k++)
        s += part[k];
    for (int k = 0; k < EACH; k++) {
        i64 j = t + 256 * k;
        if (j < n)
            out[row * n + j] = mine[k] / s;
    }
}

KERNEL total(const float *R x, float *R out, i64 n) {
    float s = 0.0f;
    i64 step = (i64)gridDim.x * blockDim.x;
    for (i64 i = (i64)blockIdx.x * blockDim.x + threadIdx.x; i < n; i += step)
        s += x[i];
    for (int d = 16; d; d /= 2)
        s += __shfl_down_sync(ALL, s, d);
    if (threadIdx.x % 32 == 0)
        atomicAdd(out, s);
}

KERNEL stencil(const float *R x, float *R out, i64 n) {
    __shared__ float s[258];
    i64 i = (i64)blockIdx.x * blockDim.x + threadIdx.x;
    int t = threadIdx.x;
    float mine = x[min(i, n - 1)];
    if (t == 0) {
        s[0] = x[max(i - 1, 0ll)];
        s[257] = x[min(i + 256, n - 1)];
    }
    s[t + 1] = mine;
    __syncthreads();
    if (i < n)
        out[i] = 0.25f * s[t] + 0.5f * s[t + 1] + 0.25f * s[t + 2];
}

KERNEL matmul(const float *R a, const float *R b, float *R c, i64 rows, i64 inner,
                       i64 columns) {
    __shared__ float sa[TILE][TILE], sb[TILE][TILE];
    i64 x = (i64)blockIdx.x * blockDim.x + threadIdx.x;
    i64 y = (i64)blockIdx.y * blockDim.y + threadIdx.y;
    int tx = threadIdx.x, ty = threadIdx.y;
    float s = 0.0f;
    for (i64 t = 0; t < (inner + TILE - 1) / TILE; t++) {
        sa[ty][tx] = 0.0f;
        sb[ty][tx] = 0.0f;
        if (y < rows && tx + t * TILE < inner)
            sa[ty][tx] = a[y * inner + tx + t * TILE];
        if (x < columns && ty + t * TILE < inner)
            sb[ty][tx] = b[(ty + t * TILE) * columns + x];
        __syncthreads();
        for (int k = 0; k < TILE; k++)
            s += sa[ty][k] * sb[k][tx];
        __syncthreads();
    }
    if (y < rows && x < columns)
        c[y * columns + x] = s;
}

KERNEL n_body(const float *R p, float *R a, float soft, i64 n) {
    __shared__ float near[4][256];
    i64 i = (i64)blockIdx.x * blockDim.x + threadIdx.x;
    int t = threadIdx.x;
    float x = 0.0f, y = 0.0f, z = 0.0f;
    if (i < n) {
        x = p[4 * i];
        y = p[4 * i + 1];
        z = p[4 * i + 2];
    }
    float ax = 0.0f, ay = 0.0f, az = 0.0f;
    for (i64 first = 0; first < n; first += 256) {
        i64 j = first + t;
        for (int c = 0; c < 4; c++)
            near[c][t] = j < n ? p[4 * j + c] : 0.0f;
        __syncthreads();
        for (int k = 0; k < 256; k++) {
            float dx = near[0][k] - x, dy = near[1][k] - y, dz = near[2][k] - z;
            float r = dx * dx + dy * dy + dz * dz + soft;
            float s = near[3][k] / (r * sqrtf(r));
            ax += dx * s;
            ay += dy * s;
            az += dz * s;
        }
        __syncthreads();
    }
    if (i < n) {
        a[3 * i] = ax;
        a[3 * i + 1] = ay;
        a[3 * i + 2] = az;
    }
}

__device__ static float normal(float x) {
    float k = 1.0f / (1.0f + 0.2316419f * fabsf(x));
    float p = k * 1.330274429f;
    p = k * (-1.821255978f + p);
    p = k * (1.781477937f + p);
    p = k * (-0.356563782f + p);
    p = k * (0.31938153f + p);
    p = 0.39894228f * expf(-0.5f * x * x) * p;
    return x > 0.0f ? 1.0f - p : p;
}

KERNEL black_scholes(const float *R s, const float *R k, const float *R t, float *R call,
                              float *R put, float r, float v, i64 n) {
    i64 i = (i64)blockIdx.x * blockDim.x + threadIdx.x;
    if (i < n) {
        float root = sqrtf(t[i]);
        float d1 = (logf(s[i] / k[i]) + (r + 0.5f * v * v) * t[i]) / (v * root);
        float d2 = d1 - v * root;
        float n1 = normal(d1), n2 = normal(d2);
        float later = k[i] * expf(-r * t[i]);
        call[i] = s[i] * n1 - later * n2;
        put[i] = later * (1.0f - n2) - s[i] * (1.0f - n1);
    }
}

KERNEL histogram(const unsigned char *R x, int *R bins, i64 n) {
    __shared__ int mine[256];
    for (int b = threadIdx.x; b < 256; b += blockDim.x)
        mine[b] = 0;
    __syncthreads();
    i64 step = (i64)gridDim.x * blockDim.x;
    for (i64 i = (i64)blockIdx.x * blockDim.x + threadIdx.x; i < n; i += step)
        atomicAdd(&mine[x[i]], 1);
    __syncthreads();
    for (int b = threadIdx.x; b < 256; b += blockDim.x)
        atomicAdd(&bins[b], mine[b]);
}

KERNEL scan(const float *R x, float *R out, float *R sums, i64 n) {
    __shared__ float part[8];
    i64 i = (i64)blockIdx.x * blockDim.x + threadIdx.x;
    int t = threadIdx.x, lane = t % 32, warp = t / 32;
    float s = i < n ? x[i] : 0.0f;
    for (int d = 1; d < 32; d *= 2) {
        float below = __shfl_up_sync(ALL, s, d);
        if (lane >= d)
            s += below;
    }
    if (lane == 31)
        part[warp] = s;
    __syncthreads();
    float before = 0.0f;
    for (int k = 0; k < 8; k++)
        if (k < warp)
            before += part[k];
    s += before;
    if (i < n)
        out[i] = s;
    if (t == 255)
        sums[blockIdx.x] = s;
}
}
