package io.redoubt.testkit;

import java.io.InputStream;
import java.util.List;
import org.gaul.s3proxy.S3ErrorCode;
import org.gaul.s3proxy.S3ProxyException;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import org.gaul.s3proxy.blobstore.domain.MultipartUpload;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.BucketCannedACL;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.CreateBucketRequest;
import software.amazon.awssdk.services.s3.model.CreateBucketResponse;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListBucketsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.ObjectCannedACL;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/** A blob store that responds with 403 to requests that the user's policy does not allow. */
final class PolicyEnforcingBlobStore extends ForwardingBlobStore {

    private final S3Policy policy;

    PolicyEnforcingBlobStore(BlobStore store, S3Policy policy) {
        super(store);
        this.policy = policy;
    }

    private void require(String action, String resource) {
        if (!policy.allows(action, resource)) {
            throw new S3ProxyException(S3ErrorCode.ACCESS_DENIED, action + " of " + resource + " is not allowed");
        }
    }

    private void require(String action, String bucket, String key) {
        require(action, bucket + "/" + key);
    }

    @Override
    public ListBucketsResponse list() {
        require("s3:ListAllMyBuckets", "*");
        return super.list();
    }

    @Override
    public ListObjectsV2Response list(ListObjectsV2Request request) {
        require("s3:ListBucket", request.bucket());
        return super.list(request);
    }

    @Override
    public CreateBucketResponse createContainer(CreateBucketRequest request) {
        require("s3:CreateBucket", request.bucket());
        return super.createContainer(request);
    }

    @Override
    public void setContainerAccess(String bucket, BucketCannedACL access) {
        require("s3:PutBucketAcl", bucket);
        super.setContainerAccess(bucket, access);
    }

    @Override
    public void clearContainer(ListObjectsV2Request request) {
        require("s3:DeleteBucket", request.bucket());
        super.clearContainer(request);
    }

    @Override
    public void deleteContainer(String bucket) {
        require("s3:DeleteBucket", bucket);
        super.deleteContainer(bucket);
    }

    @Override
    public void deleteBucket(String bucket) {
        require("s3:DeleteBucket", bucket);
        super.deleteBucket(bucket);
    }

    @Override
    public PutObjectResponse putBlob(PutObjectRequest request, InputStream body) {
        require("s3:PutObject", request.bucket(), request.key());
        return super.putBlob(request, body);
    }

    @Override
    public CopyObjectResponse copyBlob(CopyObjectRequest request) {
        require("s3:GetObject", request.sourceBucket(), request.sourceKey());
        require("s3:PutObject", request.destinationBucket(), request.destinationKey());
        return super.copyBlob(request);
    }

    @Override
    public HeadObjectResponse blobMetadata(HeadObjectRequest request) {
        require("s3:GetObject", request.bucket(), request.key());
        return super.blobMetadata(request);
    }

    @Override
    public ResponseInputStream<GetObjectResponse> getBlob(GetObjectRequest request) {
        require("s3:GetObject", request.bucket(), request.key());
        return super.getBlob(request);
    }

    @Override
    public DeleteObjectResponse removeBlob(DeleteObjectRequest request) {
        require("s3:DeleteObject", request.bucket(), request.key());
        return super.removeBlob(request);
    }

    @Override
    public void setBlobAccess(String bucket, String key, ObjectCannedACL access) {
        require("s3:PutObjectAcl", bucket, key);
        super.setBlobAccess(bucket, key, access);
    }

    @Override
    public void setBlobAccess(String bucket, String key, ObjectCannedACL access, String version) {
        require("s3:PutObjectAcl", bucket, key);
        super.setBlobAccess(bucket, key, access, version);
    }

    @Override
    public MultipartUpload initiateMultipartUpload(CreateMultipartUploadRequest request) {
        require("s3:PutObject", request.bucket(), request.key());
        return super.initiateMultipartUpload(request);
    }

    @Override
    public UploadPartResponse uploadMultipartPart(MultipartUpload upload, UploadPartRequest request, InputStream body) {
        require("s3:PutObject", request.bucket(), request.key());
        return super.uploadMultipartPart(upload, request, body);
    }

    @Override
    public CompleteMultipartUploadResponse completeMultipartUpload(
            MultipartUpload upload, CompleteMultipartUploadRequest request) {
        require("s3:PutObject", request.bucket(), request.key());
        return super.completeMultipartUpload(upload, request);
    }

    @Override
    public void abortMultipartUpload(MultipartUpload upload) {
        require("s3:AbortMultipartUpload", upload.containerName(), upload.blobName());
        super.abortMultipartUpload(upload);
    }

    @Override
    public List<software.amazon.awssdk.services.s3.model.MultipartUpload> listMultipartUploads(String bucket) {
        require("s3:ListBucketMultipartUploads", bucket);
        return super.listMultipartUploads(bucket);
    }
}
